import path from "node:path";

/**
 * What Studio's own page may load. Styles need 'unsafe-inline' because Monaco writes style
 * attributes; workers are Monaco's; frames are previews, each an origin of its own.
 *
 * @param domain where a linked account serves previews; null while none is linked.
 */
export function contentPolicy(domain: string | null): string {
  return [...POLICY, frameSources(domain)].join("; ");
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

const LOCAL_PREVIEWS = "http://*.localhost:*";

/** Nothing but a plain name may come into the policy: a semicolon would begin another rule. */
function frameSources(domain: string | null): string {
  const linked = domain !== null && /^[a-z0-9.-]+$/.test(domain) ? [`https://*.${domain}`] : [];
  return ["frame-src", LOCAL_PREVIEWS, ...linked].join(" ");
}

/** Sent with everything that Studio's own origin answers. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": contentPolicy(null),
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
};

/** Our own list: a module script needs a JavaScript type, and operating systems disagree. */
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".ttf": "font/ttf",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** The headers one file of the built renderer is served with, in both hosts. */
export function fileHeaders(file: string, domain: string | null): Record<string, string> {
  return {
    ...SECURITY_HEADERS,
    "content-security-policy": contentPolicy(domain),
    "content-type": TYPES[path.extname(file).toLowerCase()] ?? "application/octet-stream",
    // The build puts a hash into the name of each asset; the page itself must be asked for.
    "cache-control": isHashed(file) ? "private, max-age=31536000, immutable" : "no-cache",
  };
}

function isHashed(file: string): boolean {
  return path.basename(path.dirname(file)) === "assets";
}
