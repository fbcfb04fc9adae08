import type { CapturedBody } from "../../../../../common/apps/pageCapture.ts";
import type { Outbox } from "../outbox.ts";
import { EMPTY, givenBody, isTextual, readBody, withoutText } from "./bodies.ts";
import { nativeProxy } from "./nativeProxy.ts";
import { RequestLog } from "./requestLog.ts";
import type { Timings } from "./timings.ts";

export function captureFetch(outbox: Outbox, timings: Timings): void {
  const original = window.fetch;
  window.fetch = nativeProxy(original, ({ self, args }) => {
    const log = outbox.hasRoom
      ? outbox.guard(() => begin(new RequestLog(outbox, timings), args))
      : undefined;
    const answer = Reflect.apply(original, self, args);
    if (log === undefined) return answer;
    // The app gets the promise behind these: a rejection nobody handles stays one.
    return answer.then(
      (response) => {
        outbox.guard(() => answered(log, response));
        return response;
      },
      (error: unknown) => {
        outbox.guard(() => log.done({ body: null, failure: String(error) }));
        throw error;
      },
    );
  });
}

function begin(log: RequestLog, [input, init]: Parameters<typeof fetch>): RequestLog {
  const request = input instanceof Request ? input : null;
  const address = input instanceof Request ? input.url : input;
  const step = {
    via: "fetch" as const,
    method: (init?.method ?? request?.method ?? "GET").toUpperCase(),
    url: new URL(address, document.baseURI).href,
    headers: headersOf(init?.headers ?? request?.headers),
    body: givenBody(init?.body),
  };
  const copy = init?.body === undefined ? copyOf(request) : null;
  if (copy === null) log.sent(step);
  else log.sent({ ...step, body: withoutText("failed", null) }, bodyOf(copy));
  return log;
}

/** A request's body can be read only once, and that is the app's. */
function copyOf(request: Request | null): Request | null {
  return request === null || request.body === null ? null : request.clone();
}

function answered(log: RequestLog, response: Response): void {
  const { status, statusText, url } = response;
  log.answered({ status, statusText, url, headers: [...response.headers] });
  void responseBody(response).then(
    (body) => log.done({ body, failure: null }),
    (error: unknown) => log.done({ body: withoutText("failed", null), failure: String(error) }),
  );
}

/** Copies what can be read as text; the app's own stream is left as it is. */
async function responseBody(response: Response): Promise<CapturedBody> {
  if (response.type === "opaque" || response.type === "opaqueredirect")
    return withoutText("opaque", null);
  if (response.body === null) return EMPTY;
  const type = response.headers.get("content-type") ?? "";
  // Endless, and a copy of it would be kept in memory for as long.
  if (type.startsWith("text/event-stream")) return withoutText("stream", null);
  const length = response.headers.get("content-length");
  if (!isTextual(type)) return withoutText("binary", length === null ? null : Number(length));
  return bodyOf(response.clone());
}

async function bodyOf({ body }: Request | Response): Promise<CapturedBody> {
  return body === null ? EMPTY : readBody(body);
}

function headersOf(headers: HeadersInit | undefined): [string, string][] {
  return headers === undefined ? [] : [...new Headers(headers)];
}
