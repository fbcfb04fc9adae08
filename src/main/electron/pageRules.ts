/** The one origin that is Studio's own page. */
export const IDE_ORIGIN = "app://ide";

/** The network ones, old and new name, are what Chromium asks before a page frames a preview. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set([
  "clipboard-sanitized-write",
  "loopback-network",
  "local-network",
  "local-network-access",
]);

function isIdeAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === "app:" && url.host === "ide";
}

/**
 * A preview of an app: every one is an origin of its own below `localhost`, or below the domain
 * that a linked account serves previews on.
 */
export function isPreviewAddress(address: string, linked: string | null = null): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  if (url.protocol === "http:") return url.hostname.endsWith(".localhost");
  return linked !== null && url.protocol === "https:" && url.hostname.endsWith(`.${linked}`);
}

/** What may be handed to the system's browser: no file, no program, no custom scheme. */
export function isWebAddress(address: string): boolean {
  return URL.parse(address)?.protocol === "https:" || isPreviewAddress(address);
}

/** Each preview keeps cookies and storage of its own, across restarts. */
export function previewPartition(address: string): string {
  const [name = "preview"] = new URL(address).hostname.split(".");
  return `persist:${name}`;
}

/** Studio's page stays where it is; frames and preview windows stay among previews. */
export function mayNavigate(
  { from, to, isMainFrame }: { readonly from: string; to: string; isMainFrame: boolean },
  linked: string | null,
): boolean {
  if (isMainFrame && isIdeAddress(from)) return isIdeAddress(to);
  return isPreviewAddress(to, linked);
}

/** Electron grants everything by default: only Studio's own page gets these few. */
export function mayUse(permission: string, address: string): boolean {
  return ALLOWED_PERMISSIONS.has(permission) && isIdeAddress(address);
}

/** Whether a message comes from Studio's own page itself, not from a frame inside it. */
export function isIdeFrame(
  frame: { readonly url: string; readonly parent: unknown } | null,
): boolean {
  return frame !== null && frame.parent === null && isIdeAddress(frame.url);
}
