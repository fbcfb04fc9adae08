import type { RenderedFile } from "./moduleRenderer.ts";

export interface ServedFile extends RenderedFile {
  readonly contentType: string;
}

/** A file with validators, ranges and the headers every file of a preview carries. */
export function fileResponse(request: Request, file: ServedFile): Response {
  const etag = `"${file.tag}"`;
  const headers = new Headers({
    "content-type": withCharset(file.contentType),
    etag,
    // A key keeps its name when its bytes change: the browser asks, and mostly hears 304.
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    // Another site may not load an app's modules into its own pages.
    "cross-origin-resource-policy": "same-origin",
    "accept-ranges": "bytes",
  });
  if (file.contentType.startsWith("text/css") || file.contentType.includes("javascript")) {
    headers.set("vary", "accept");
  }
  if (matches(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  const range = requestedRange(request, file.body.byteLength, etag);
  if (range === undefined) return bodyResponse(request, 200, headers, file.body);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${file.body.byteLength}`);
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = range;
  headers.set("content-range", `bytes ${first}-${last}/${file.body.byteLength}`);
  return bodyResponse(request, 206, headers, file.body.subarray(first, last + 1));
}

/** A sentence for whoever reads the network panel; never a page in place of a module. */
export function plainResponse(
  status: number,
  sentence: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(sentence, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}

export function bodyResponse(
  request: Request,
  status: number,
  headers: Headers,
  body: Uint8Array,
): Response {
  headers.set("content-length", String(body.byteLength));
  return new Response(request.method === "HEAD" ? null : body, { status, headers });
}

export function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

function withCharset(contentType: string): string {
  const isText = contentType.startsWith("text/") || contentType.includes("javascript");
  return isText && !contentType.includes("charset=")
    ? `${contentType}; charset=utf-8`
    : contentType;
}

type Range = { readonly first: number; readonly last: number };

/** One range of bytes; several at once are answered with the whole file, as the standard allows. */
function requestedRange(
  request: Request,
  size: number,
  etag: string,
): Range | "unsatisfiable" | undefined {
  const ifRange = request.headers.get("if-range");
  if (ifRange !== null && ifRange !== etag) return undefined;
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return undefined;
  if (match[1] === "") {
    const length = Math.min(Number(match[2]), size);
    return length === 0 ? "unsatisfiable" : { first: size - length, last: size - 1 };
  }
  const first = Number(match[1]);
  const last = match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  return first > last ? "unsatisfiable" : { first, last };
}
