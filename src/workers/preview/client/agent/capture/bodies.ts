import { type CapturedBody, MAX_BODY } from "../../../../../common/apps/pageCapture.ts";

const TEXTUAL =
  /^(?:text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|javascript|ecmascript|graphql|x-www-form-urlencoded|x-ndjson|sql)|image\/svg\+xml)/i;

export const EMPTY: CapturedBody = { text: null, size: 0, cut: false, reason: "empty" };

export function isTextual(contentType: string): boolean {
  return TEXTUAL.test(contentType);
}

/** The length of an ASCII-heavy text in bytes is close to its own; only short ones are counted. */
export function textBody(text: string): CapturedBody {
  if (text === "") return EMPTY;
  const size = text.length <= MAX_BODY ? new TextEncoder().encode(text).byteLength : text.length;
  return { text: text.slice(0, MAX_BODY), size, cut: text.length > MAX_BODY, reason: null };
}

export function withoutText(
  reason: "binary" | "stream" | "opaque" | "failed",
  size: number | null,
): CapturedBody {
  return { text: null, size, cut: false, reason };
}

/** What the app gave as a body, without touching what can be read only once. */
export function givenBody(body: unknown): CapturedBody | null {
  if (body === null || body === undefined) return null;
  if (typeof body === "string") return textBody(body);
  if (body instanceof URLSearchParams) return textBody(body.toString());
  if (body instanceof FormData) return textBody(formText(body));
  if (body instanceof Blob) return withoutText("binary", body.size);
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body))
    return withoutText("binary", body.byteLength);
  if (body instanceof ReadableStream) return withoutText("stream", null);
  if (body instanceof Document) return textBody(new XMLSerializer().serializeToString(body));
  return withoutText("binary", null);
}

function formText(form: FormData): string {
  return [...form.entries()]
    .map(
      ([name, value]) =>
        `${name}=${typeof value === "string" ? value : `(${value.name}, ${value.size} bytes)`}`,
    )
    .join("\n");
}

/**
 * Reads a stream's text up to the cap and then lets go of it. The stream must be a copy: what is
 * read here is gone from it.
 */
export async function readBody(stream: ReadableStream<Uint8Array>): Promise<CapturedBody> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done)
      return text === ""
        ? EMPTY
        : { text: text.slice(0, MAX_BODY), size, cut: false, reason: null };
    size += value.byteLength;
    text += decoder.decode(value, { stream: true });
    if (text.length <= MAX_BODY) continue;
    void reader.cancel().catch(() => undefined);
    return { text: text.slice(0, MAX_BODY), size: null, cut: true, reason: null };
  }
}
