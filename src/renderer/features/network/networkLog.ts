import type { CapturedBody, NetworkEvent } from "../../../common/apps/pageCapture.ts";
import type { Redaction } from "../../client/redactSecrets.ts";
import { kindOfResource, type NetworkRow } from "./networkRow.ts";

type Step<S extends NetworkEvent["step"]> = Extract<NetworkEvent, { step: S }>;

/** A request as it was sent, secrets included: to send it again, and for nothing else. */
export type SentRequest = Pick<Step<"sent">, "method" | "url" | "headers" | "body">;

export interface NetworkLog {
  /** Oldest first. */
  readonly rows: readonly NetworkRow[];
  readonly sent: ReadonlyMap<string, SentRequest>;
}

export const EMPTY_NETWORK: NetworkLog = { rows: [], sent: new Map() };

const MAX_ROWS = 2000;
const MAX_FRAMES = 1000;

/**
 * @param document counts the page's documents: each numbers its requests anew.
 */
export function withEvent(
  log: NetworkLog,
  event: NetworkEvent,
  { document, redaction }: { readonly document: number; readonly redaction: Redaction },
): NetworkLog {
  switch (event.step) {
    case "sent":
      return sent(log, event, { key: `${document}:${event.id}`, redaction });
    case "answered":
      return changed(log, `${document}:${event.id}`, () => ({
        status: event.status,
        statusText: event.statusText,
        responseHeaders: redaction.headers(event.headers),
        url: redaction.url(event.url),
      }));
    case "done":
      return changed(log, `${document}:${event.id}`, (row) => done(row, event, redaction));
    case "resource":
      return added(log, resource(event, `${document}:r${log.rows.length}:${event.at}`, redaction));
    case "socket":
      return socket(log, event, { key: `${document}:${event.id}`, redaction });
  }
}

interface Keyed {
  readonly key: string;
  readonly redaction: Redaction;
}

const BLANK = {
  status: null,
  statusText: "",
  failure: null,
  requestHeaders: [],
  responseHeaders: [],
  requestBody: null,
  responseBody: null,
  stack: [],
  ms: null,
  size: null,
  transferred: null,
  timing: null,
  frames: [],
} as const;

function sent(log: NetworkLog, event: Step<"sent">, { key, redaction }: Keyed): NetworkLog {
  const { method, url, headers, body, via, stack, at } = event;
  const next = added(log, {
    ...BLANK,
    key,
    kind: "data",
    method,
    url: redaction.url(url),
    state: "pending",
    requestHeaders: redaction.headers(headers),
    requestBody: redactedBody(body, redaction),
    initiator: via,
    stack,
    startedAt: at,
  });
  return { ...next, sent: new Map(next.sent).set(key, { method, url, headers, body }) };
}

function done(
  row: NetworkRow,
  { body, failure, transferred, timing, at }: Step<"done">,
  redaction: Redaction,
): Partial<NetworkRow> {
  return {
    state: failure === null ? "done" : "failed",
    failure,
    responseBody: redactedBody(body, redaction),
    size: body?.size ?? null,
    transferred,
    timing,
    ms: Math.max(0, at - row.startedAt),
  };
}

function resource(event: Step<"resource">, key: string, redaction: Redaction): NetworkRow {
  const { url, initiator, status, size, transferred, ms, timing, at } = event;
  return {
    ...BLANK,
    key,
    kind: kindOfResource(initiator, url),
    method: "GET",
    url: redaction.url(url),
    status: status === 0 ? null : status,
    state: status >= 400 ? "failed" : "done",
    initiator,
    startedAt: at,
    ms,
    size,
    transferred,
    timing,
  };
}

function socket(log: NetworkLog, event: Step<"socket">, { key, redaction }: Keyed): NetworkLog {
  const { url, data, size, at } = event;
  const frame = { at, event: event.event, data: data && redaction.body(data), size };
  if (event.event === "connecting") {
    return added(log, {
      ...BLANK,
      key,
      kind: "socket",
      method: "GET",
      url: redaction.url(url),
      state: "pending",
      initiator: "websocket",
      startedAt: at,
      frames: [frame],
    });
  }
  return changed(log, key, (row) => ({
    state: socketState(event.event, row.state),
    status: event.event === "open" ? 101 : row.status,
    frames: [...row.frames, frame].slice(-MAX_FRAMES),
    size: (row.size ?? 0) + (data === null ? 0 : size),
    ms: at - row.startedAt,
  }));
}

function socketState(
  event: Step<"socket">["event"],
  before: NetworkRow["state"],
): NetworkRow["state"] {
  if (event === "open") return "open";
  if (event === "error") return "failed";
  if (event === "closed") return before === "failed" ? "failed" : "closed";
  return before;
}

function added(log: NetworkLog, row: NetworkRow): NetworkLog {
  const rows = [...log.rows, row];
  if (rows.length <= MAX_ROWS) return { ...log, rows };
  const [dropped] = rows;
  const kept = new Map(log.sent);
  if (dropped !== undefined) kept.delete(dropped.key);
  return { rows: rows.slice(1), sent: kept };
}

/** What belongs to a row that was let go is let go too. */
function changed(
  log: NetworkLog,
  key: string,
  change: (row: NetworkRow) => Partial<NetworkRow>,
): NetworkLog {
  // Mostly the newest.
  const at = log.rows.findLastIndex((row) => row.key === key);
  const row = log.rows[at];
  if (row === undefined) return log;
  return { ...log, rows: log.rows.with(at, { ...row, ...change(row) }) };
}

function redactedBody(body: CapturedBody | null, redaction: Redaction): CapturedBody | null {
  if (body === null || body.text === null) return body;
  return { ...body, text: redaction.body(body.text) };
}
