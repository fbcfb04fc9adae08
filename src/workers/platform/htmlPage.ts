import { CLIENT_TAG, ROOM_PATHS } from "../../common/apps/room.ts";
import { bodyResponse, matches } from "./fileResponse.ts";
import { decode, type ModuleRenderer, type RenderedFile } from "./moduleRenderer.ts";
import type { RoomStorage } from "./roomStorage.ts";
import { modulePreloads } from "./modulePreloads.ts";

export interface HtmlPageOptions {
  readonly storage: RoomStorage;
  readonly renderer: ModuleRenderer;
  /** Origins that may embed the page and talk to its client. */
  readonly studioOrigins: () => readonly string[];
  /** Names the bytes of the injected scripts, so that a browser may keep them for good. */
  readonly scriptsVersion: string;
}

export function isHtml(contentType: string): boolean {
  return contentType.startsWith("text/html");
}

/** Sends the app's HTML with what a previewed page needs first in its head. */
export class HtmlPage {
  readonly #options: HtmlPageOptions;

  constructor(options: HtmlPageOptions) {
    this.#options = options;
  }

  respond(request: Request, path: string, rendered: RenderedFile): Response {
    const { storage, renderer, scriptsVersion } = this.#options;
    const preloads = modulePreloads(path, renderer);
    const embedded = isEmbedded(request);
    const head = this.#scriptTags(embedded) + preloads.map(preloadTag).join("");
    // The page's text names Studio's origins, which differ from start to start in a browser.
    const origins = encodeURIComponent(this.#options.studioOrigins().join(" "));
    const kind = embedded ? "embedded" : "alone";
    const etag = `"${rendered.tag}-${storage.rev}-${scriptsVersion}-${preloads.length}-${kind}-${origins}"`;
    const headers = new Headers({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      vary: "sec-fetch-dest",
      etag,
    });
    if (matches(request.headers.get("if-none-match"), etag)) {
      return this.guard(new Response(null, { status: 304, headers }));
    }
    const html = new TextEncoder().encode(withHeadStart(decode(rendered.body), head));
    return this.guard(bodyResponse(request, 200, headers, html));
  }

  /** Adds what every document of a preview carries. */
  guard(response: Response): Response {
    response.headers.set("content-security-policy", framePolicy(this.#options.studioOrigins()));
    response.headers.set("x-content-type-options", "nosniff");
    response.headers.set("referrer-policy", "same-origin");
    return response;
  }

  /** The agent comes only into a frame: a page that is opened by itself or shared has none. */
  #scriptTags(embedded: boolean): string {
    const { storage, studioOrigins, scriptsVersion } = this.#options;
    const origins = escapeAttribute(JSON.stringify(studioOrigins()));
    const rev = `data-${CLIENT_TAG.rev}="${storage.rev}"`;
    const allowed = `data-${CLIENT_TAG.studioOrigins}="${origins}"`;
    const client = `<script src="${ROOM_PATHS.client}?${scriptsVersion}" ${rev} ${allowed}></script>`;
    const agent = `<script src="${ROOM_PATHS.agent}?${scriptsVersion}" ${allowed}></script>`;
    return embedded ? client + agent : client;
  }
}

/** Browsers say so themselves, and pages cannot make them say otherwise. */
function isEmbedded(request: Request): boolean {
  return request.headers.get("sec-fetch-dest") === "iframe";
}

/** Inserts as the first children of `<head>`, also where the page leaves the tag out. */
function withHeadStart(html: string, insertion: string): string {
  const before =
    /<head(?:\s[^>]*)?>/i.exec(html) ??
    /<html(?:\s[^>]*)?>/i.exec(html) ??
    /^\uFEFF?\s*<!doctype[^>]*>/i.exec(html);
  const at = before === null ? 0 : before.index + before[0].length;
  return html.slice(0, at) + insertion + html.slice(at);
}

function framePolicy(studioOrigins: readonly string[]): string {
  const web = studioOrigins.filter((origin) => /^https?:\/\/[\w.:[\]-]+$/.test(origin));
  // The desktop app's pages have a scheme of their own, which has no host to be matched by.
  return `frame-ancestors ${["'self'", "app:", ...web].join(" ")}`;
}

function preloadTag(url: string): string {
  return `<link rel="modulepreload" href="${escapeAttribute(url)}">`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
