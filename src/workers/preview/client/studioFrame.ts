import type { PageKey, PageNote, PageOrder } from "../../../common/apps/room.ts";
import { pressedKey } from "../../../common/base/keyPress.ts";
import { parentOrigin } from "./parentOrigin.ts";
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
    obey(order, event.origin);
  };
  addEventListener("message", listener, true);
}

function obey(order: PageOrder, studio: string): void {
  switch (order.type) {
    case "studio:reload":
      return location.reload();
    case "studio:keys":
      return passKeys(order.keys, studio);
    case "studio:navigate":
      return location.assign(order.path);
  }
}

let stopPassing: (() => void) | undefined;

/** After the app had its turn: a key that the app takes is the app's. */
function passKeys(keys: readonly string[], studio: string): void {
  stopPassing?.();
  const mac = /mac/i.test(navigator.platform);
  const pass = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = pressedKey(event, mac);
    if (key === undefined || !keys.includes(key)) return;
    event.preventDefault();
    const note: PageKey = { type: "studio:key", key };
    if (!event.repeat) window.parent.postMessage(note, studio);
  };
  addEventListener("keydown", pass);
  stopPassing = () => removeEventListener("keydown", pass);
}

function readOrder(data: unknown): PageOrder | undefined {
  if (typeof data !== "object" || data === null || !("type" in data)) return undefined;
  if (data.type === "studio:reload") return { type: "studio:reload" };
  if (data.type === "studio:keys") return readKeys(data);
  if (data.type !== "studio:navigate" || !("path" in data)) return undefined;
  const url = typeof data.path === "string" ? URL.parse(data.path, location.href) : null;
  if (url === null || url.origin !== location.origin) return undefined;
  return { type: "studio:navigate", path: url.href };
}

function readKeys(data: object): PageOrder | undefined {
  if (!("keys" in data) || !Array.isArray(data.keys)) return undefined;
  const keys: readonly unknown[] = data.keys;
  return { type: "studio:keys", keys: keys.filter((key) => typeof key === "string") };
}
