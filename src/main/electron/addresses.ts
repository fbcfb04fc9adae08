import type { WebFrameMain } from "electron";

/** The one origin that is Studio's own page. */
export const IDE_ORIGIN = "app://ide";

export function isIdeAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === "app:" && url.host === "ide";
}

/** A preview of an app: every one is an origin of its own below `localhost`. */
export function isPreviewAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === "http:" && url.hostname.endsWith(".localhost");
}

/** What may be handed to the system's browser: no file, no program, no custom scheme. */
export function isWebAddress(address: string): boolean {
  return URL.parse(address)?.protocol === "https:" || isPreviewAddress(address);
}

/** Whether a message comes from Studio's own page itself, not from a frame inside it. */
export function isIdeFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isIdeAddress(frame.url);
}
