import type { CapturedBody } from "../../../../../common/apps/pageCapture.ts";
import type { Outbox } from "../outbox.ts";
import { EMPTY, givenBody, textBody, withoutText } from "./bodies.ts";
import { nativeProxy } from "./nativeProxy.ts";
import { RequestLog } from "./requestLog.ts";
import type { Timings } from "./timings.ts";

interface Opened {
  readonly method: string;
  readonly url: string;
  readonly headers: [string, string][];
}

type Method = (...args: unknown[]) => unknown;

export function captureXhr(outbox: Outbox, timings: Timings): void {
  const opened = new WeakMap<XMLHttpRequest, Opened>();
  before("open", outbox, (xhr, [method, url]) => {
    const address = new URL(String(url), document.baseURI).href;
    opened.set(xhr, { method: String(method).toUpperCase(), url: address, headers: [] });
  });
  before("setRequestHeader", outbox, (xhr, [name, value]) => {
    opened.get(xhr)?.headers.push([String(name), String(value)]);
  });
  before("send", outbox, (xhr, [body]) => {
    const request = opened.get(xhr);
    if (request === undefined || !outbox.hasRoom) return;
    const log = new RequestLog(outbox, timings);
    log.sent({ via: "xhr", ...request, body: givenBody(body) });
    xhr.addEventListener("loadend", () => outbox.guard(() => ended(xhr, log)), { once: true });
  });
}

/** Runs `note` before a method of each request, which then does what it always does. */
function before(
  name: "open" | "send" | "setRequestHeader",
  outbox: Outbox,
  note: (xhr: XMLHttpRequest, args: readonly unknown[]) => void,
): void {
  const original = XMLHttpRequest.prototype[name] as Method;
  const wrapped = nativeProxy(original, ({ self, args }) => {
    if (self instanceof XMLHttpRequest) outbox.guard(() => note(self, args));
    return Reflect.apply(original, self, args);
  });
  Reflect.set(XMLHttpRequest.prototype, name, wrapped);
}

function ended(xhr: XMLHttpRequest, log: RequestLog): void {
  const { status, statusText, responseURL: url } = xhr;
  // A request that never got an answer has no status.
  if (status === 0) return log.done({ body: null, failure: "The request failed or was aborted." });
  log.answered({ status, statusText, url, headers: headersOf(xhr) });
  log.done({ body: bodyOf(xhr), failure: null });
}

function headersOf(xhr: XMLHttpRequest): [string, string][] {
  return xhr
    .getAllResponseHeaders()
    .split("\r\n")
    .filter((line) => line.includes(":"))
    .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
}

function bodyOf(xhr: XMLHttpRequest): CapturedBody {
  const response: unknown = xhr.response;
  switch (xhr.responseType) {
    case "":
    case "text":
      return textBody(xhr.responseText);
    case "json":
      return textBody(JSON.stringify(response));
    case "document":
      return response instanceof Document
        ? textBody(new XMLSerializer().serializeToString(response))
        : EMPTY;
    case "blob":
      return withoutText("binary", response instanceof Blob ? response.size : null);
    case "arraybuffer":
      return withoutText("binary", response instanceof ArrayBuffer ? response.byteLength : null);
    default:
      return withoutText("binary", null);
  }
}
