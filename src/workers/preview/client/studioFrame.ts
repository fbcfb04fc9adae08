import type { PageNote, PageOrder } from "../../../common/apps/room.ts";
import type { RevisionTracker } from "./revisionTracker.ts";

const SETTLE_MS = 30;

/**
 * Lets the embedding Studio show the page's address and steer it. Speaks only to a parent window
 * of an allowed origin, and obeys no other.
 */
export function followStudio(origins: readonly string[], revisions: RevisionTracker): void {
  if (window.parent === window) return;
  obeyOrders(origins);
  const studio = parentOrigin(origins);
  if (studio === undefined) return;
  const parent = window.parent;
  let timer: number | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    // A router sets the title after the address.
    timer = window.setTimeout(
      () => parent.postMessage(pageNote(revisions.received), studio),
      SETTLE_MS,
    );
  };
  addEventListener("load", tell);
  addEventListener("popstate", tell);
  addEventListener("hashchange", tell);
  afterEach(history, "pushState", tell);
  afterEach(history, "replaceState", tell);
}

function pageNote(rev: number): PageNote {
  const path = location.pathname + location.search + location.hash;
  return { type: "studio:page", rev, path, title: document.title };
}

/** A note sent to another origin than the parent's would be an error in the page's console. */
function parentOrigin(origins: readonly string[]): string | undefined {
  const parent = location.ancestorOrigins?.[0] ?? referrerOrigin();
  return origins.find((origin) => origin === parent);
}

function referrerOrigin(): string | undefined {
  return URL.parse(document.referrer)?.origin;
}

function afterEach(target: History, name: "pushState" | "replaceState", then: () => void): void {
  const original = target[name];
  target[name] = function (...parameters) {
    original.apply(this, parameters);
    then();
  };
}

function obeyOrders(origins: readonly string[]): void {
  const listener = (event: MessageEvent): void => {
    if (event.source !== window.parent || !origins.includes(event.origin)) return;
    const order = readOrder(event.data);
    if (order === undefined) return;
    // Studio's orders are no messages of the app's.
    event.stopImmediatePropagation();
    if (order.type === "studio:reload") location.reload();
    else location.assign(order.path);
  };
  addEventListener("message", listener, true);
}

function readOrder(data: unknown): PageOrder | undefined {
  if (typeof data !== "object" || data === null || !("type" in data)) return undefined;
  if (data.type === "studio:reload") return { type: "studio:reload" };
  if (data.type !== "studio:navigate" || !("path" in data)) return undefined;
  const url = typeof data.path === "string" ? URL.parse(data.path, location.href) : null;
  if (url === null || url.origin !== location.origin) return undefined;
  return { type: "studio:navigate", path: url.href };
}
