import type { CapturedBody } from "../../../common/apps/pageCapture.ts";
import { type HeaderList, headerOf, type NetworkRow } from "./networkRow.ts";

/** HTTP Archive 1.2 of what is listed, as JSON. Rows hold no secrets, so neither does the file. */
export function harOf(rows: readonly NetworkRow[], creator: { version: string }): string {
  const log = {
    version: "1.2",
    creator: { name: "OverSkill Studio", version: creator.version },
    pages: [],
    entries: rows.map(entryOf),
  };
  return JSON.stringify({ log }, null, 2);
}

function entryOf(row: NetworkRow): Record<string, unknown> {
  const { timing, ms, kind } = row;
  return {
    startedDateTime: new Date(row.startedAt).toISOString(),
    time: ms ?? 0,
    request: requestOf(row),
    response: responseOf(row),
    cache: {},
    timings: {
      blocked: timing?.queued ?? -1,
      dns: timing?.dns ?? -1,
      connect: timing?.connect ?? -1,
      send: 0,
      wait: timing?.wait ?? ms ?? 0,
      receive: timing?.download ?? 0,
    },
    ...(kind === "socket" ? { _resourceType: "websocket", _webSocketMessages: messages(row) } : {}),
    ...(row.failure === null ? {} : { _error: row.failure }),
  };
}

function requestOf({ method, url, requestHeaders, requestBody }: NetworkRow) {
  const query = [...(URL.parse(url)?.searchParams ?? [])];
  return {
    method,
    url,
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: named(requestHeaders),
    queryString: query.map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: requestBody?.size ?? -1,
    ...postData(requestHeaders, requestBody),
  };
}

function responseOf({ status, statusText, responseHeaders, responseBody, ...row }: NetworkRow) {
  return {
    status: status ?? 0,
    statusText,
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: named(responseHeaders),
    redirectURL: headerOf(responseHeaders, "location") ?? "",
    headersSize: -1,
    bodySize: row.transferred ?? -1,
    content: {
      size: row.size ?? 0,
      mimeType: typeIn(responseHeaders),
      ...textOf(responseBody),
    },
  };
}

function postData(headers: HeaderList, body: CapturedBody | null) {
  const text = body?.text ?? null;
  return text === null ? {} : { postData: { mimeType: typeIn(headers), text } };
}

function textOf(body: CapturedBody | null): { text?: string; comment?: string } {
  const text = body?.text ?? null;
  if (body === null || text === null) return {};
  return body.cut ? { text, comment: "cut" } : { text };
}

function messages({ frames }: NetworkRow) {
  return frames.flatMap(({ event, data, at }) => {
    if (event !== "sent" && event !== "received") return [];
    return [{ type: event === "sent" ? "send" : "receive", time: at / 1000, opcode: 1, data }];
  });
}

const typeIn = (headers: HeaderList): string => headerOf(headers, "content-type") ?? "";

const named = (headers: HeaderList): { name: string; value: string }[] =>
  headers.map(([name, value]) => ({ name, value }));
