import type {
  CapturedBody,
  NetworkEvent,
  RequestTiming,
  StackFrame,
} from "../../../common/apps/pageCapture.ts";

export type NetworkKind = "data" | "script" | "style" | "image" | "socket" | "other";
export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface SocketFrame {
  readonly at: number;
  readonly event: Extract<NetworkEvent, { step: "socket" }>["event"];
  readonly data: string | null;
  readonly size: number;
}

/** One request of the page, or one socket. What is shown of it is free of secrets. */
export interface NetworkRow {
  /** Unlike the page's own ids, never used again by a later document. */
  readonly key: string;
  readonly kind: NetworkKind;
  readonly method: string;
  readonly url: string;
  /** Null while there is no answer, and for what tells none. */
  readonly status: number | null;
  readonly statusText: string;
  readonly state: "pending" | "done" | "failed" | "open" | "closed";
  readonly failure: string | null;
  readonly requestHeaders: HeaderList;
  readonly responseHeaders: HeaderList;
  readonly requestBody: CapturedBody | null;
  readonly responseBody: CapturedBody | null;
  /** `fetch`, `xhr`, `script`: what asked for it. */
  readonly initiator: string;
  readonly stack: readonly StackFrame[];
  readonly startedAt: number;
  readonly ms: number | null;
  /** Bytes of the body; null when unknown. */
  readonly size: number | null;
  /** Bytes that came over the network. */
  readonly transferred: number | null;
  readonly timing: RequestTiming | null;
  readonly frames: readonly SocketFrame[];
}

export function headerOf(headers: HeaderList, name: string): string | null {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1] ?? null;
}

/** `json`, `javascript`, `png`: what the answer is, as short as it can be said. */
export function typeOf({ kind, responseHeaders, initiator, url }: NetworkRow): string {
  if (kind === "socket") return "websocket";
  const type = headerOf(responseHeaders, "content-type")?.split(";")[0]?.trim() ?? null;
  if (type !== null) return type.replace(/^.*\/(?:x-)?/, "").replace(/\+xml$/, "");
  const extension = /\.([a-z\d]{1,5})$/i.exec(URL.parse(url)?.pathname ?? "")?.[1];
  return extension?.toLowerCase() ?? initiator;
}

/** The end of the address's path, with its query: what tells requests apart. */
export function nameOf({ url, kind }: NetworkRow): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  if (kind === "socket") return parsed.host + parsed.pathname;
  const last = parsed.pathname.split("/").findLast((part) => part !== "") ?? "/";
  return last + parsed.search;
}

const SCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte)$/i;
const STYLE = /\.(?:css|less|s[ac]ss)$/i;
const IMAGE = /\.(?:png|jpe?g|gif|svg|webp|avif|ico)$/i;

/** What a page loaded by itself, by what asked for it and how it is called. */
export function kindOfResource(initiator: string, url: string): NetworkKind {
  const path = URL.parse(url)?.pathname ?? url;
  if (IMAGE.test(path) || initiator === "img") return "image";
  if (STYLE.test(path)) return "style";
  if (SCRIPT.test(path) || initiator === "script" || path.startsWith("/@")) return "script";
  return initiator === "link" ? "style" : "other";
}

export interface NetworkFilter {
  readonly kind: NetworkKind | "all";
  readonly words: string;
}

export function shownRows(
  rows: readonly NetworkRow[],
  { kind, words }: NetworkFilter,
): readonly NetworkRow[] {
  const wanted = words.trim().toLowerCase();
  return rows.filter((row) => {
    if (kind !== "all" && row.kind !== kind) return false;
    return wanted === "" || searchText(row).includes(wanted);
  });
}

function searchText(row: NetworkRow): string {
  const bodies = [row.requestBody?.text ?? "", row.responseBody?.text ?? ""];
  return [row.method, row.url, row.status ?? "", ...bodies].join("\n").toLowerCase();
}
