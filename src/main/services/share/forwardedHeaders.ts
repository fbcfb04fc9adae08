import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

/** Both ends of a forwarded request, as origins. */
export interface Ends {
  /** What the visitor asked: `http://192.168.1.20:4100`. */
  readonly shared: string;
  /** Where the edge serves the app: `http://preview-jwbqqn.localhost:8787`. */
  readonly preview: string;
}

/** Of one hop only (RFC 9110, 7.6.1). */
const HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Of a visitor's page that frames the shared one. The edge gives frames the script by which
 * Studio looks into them: no visitor's page gets it.
 */
const FRAME_MARK = "sec-fetch-dest";

/** Studio's own parts speak with these; from outside they would be a forgery. */
const INTERNAL = /^x-(?:edge|studio)-/;

/**
 * A visitor's headers as the edge is to see them: of this app's host, from this app's origin, and
 * without Studio's cookie.
 *
 * @param cookie the `Cookie` header that is left for the app.
 */
export function requestHeaders(
  headers: IncomingHttpHeaders,
  { ends, cookie }: { readonly ends: Ends; readonly cookie: string | undefined },
): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    const isOurs = INTERNAL.test(name) || name === FRAME_MARK || name === "cookie";
    if (!HOP.has(name) && !isOurs) kept[name] = value;
  }
  kept.host = new URL(ends.preview).host;
  if (cookie !== undefined) kept.cookie = cookie;
  if (headers.origin === ends.shared) kept.origin = ends.preview;
  if (headers.referer?.startsWith(`${ends.shared}/`) === true) {
    kept.referer = ends.preview + headers.referer.slice(ends.shared.length);
  }
  return kept;
}

/** The edge's headers as the visitor is to see them. */
export function responseHeaders(headers: IncomingHttpHeaders, ends: Ends): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!HOP.has(name)) kept[name] = value;
  }
  const { location } = headers;
  if (location?.startsWith(ends.preview) === true) {
    kept.location = ends.shared + location.slice(ends.preview.length);
  }
  const cookies = headers["set-cookie"];
  if (cookies !== undefined) kept["set-cookie"] = cookies.map(plainCookie);
  return kept;
}

const FRAME_ONLY = new Set(["secure", "samesite", "partitioned", "domain"]);

/**
 * In Studio's frame a cookie has to be `Secure` and `Partitioned`; over plain HTTP on a network
 * browsers drop just those.
 */
function plainCookie(cookie: string): string {
  const [pair = "", ...attributes] = cookie.split(";");
  const kept = attributes.filter((attribute) => {
    const [name = ""] = attribute.split("=");
    return !FRAME_ONLY.has(name.trim().toLowerCase());
  });
  return [pair, ...kept, " SameSite=Lax"].join(";");
}
