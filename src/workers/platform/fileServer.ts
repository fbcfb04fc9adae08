import type { ManifestEntry, RoomStorage } from "./roomStorage.ts";
import { type HtmlPage, isHtml } from "./htmlPage.ts";
import type { ModuleRenderer, RenderedFile } from "./moduleRenderer.ts";
import { keyOf, withQuery } from "./moduleUrls.ts";
import { fileResponse, plainResponse } from "./fileResponse.ts";
import { nothingHereYet } from "./nothingHereYet.ts";
import type { PendingNeeds } from "./pendingNeeds.ts";

const INDEX = "/index.html";

interface FileServerParts {
  readonly storage: RoomStorage;
  readonly renderer: ModuleRenderer;
  readonly page: HtmlPage;
  readonly needs: PendingNeeds;
  readonly isHostHere: () => boolean;
}

interface Found {
  readonly path: string;
  readonly entry: ManifestEntry;
}

/** Answers requests for the app's files from the manifest, or asks the host for what it lacks. */
export class FileServer {
  readonly #parts: FileServerParts;

  constructor(parts: FileServerParts) {
    this.#parts = parts;
  }

  async serve(request: Request, url: URL): Promise<Response> {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return plainResponse(405, "Only GET and HEAD are answered here.", { allow: "GET, HEAD" });
    }
    const key = keyOf(url);
    const found = this.#find(request, key) ?? (await this.#ask(request, key));
    if (found === undefined) return this.#notFound(request, key);
    if (found === "late") return plainResponse(504, `No answer about ${key} within 15 s.`);
    return this.#respond(request, found);
  }

  #find(request: Request, key: string): Found | undefined {
    const accept = request.headers.get("accept") ?? "";
    // A stylesheet link and an import share one URL; Vite tells them apart by this header.
    const direct = accept.startsWith("text/css")
      ? this.#entry(withQuery(key, "direct"))
      : undefined;
    const exact = direct ?? this.#entry(key);
    if (exact !== undefined) {
      if (!isHtml(this.#contentType(exact)) || isNavigation(request) || key.endsWith(".html")) {
        return exact;
      }
    }
    return isNavigation(request) ? this.#document(key) : undefined;
  }

  /** The page for a navigation: the file of that name, else the app's one page. */
  #document(key: string): Found | undefined {
    const path = key.split("?", 1)[0] ?? key;
    const folder = path.endsWith("/") ? `${path}index.html` : `${path}/index.html`;
    return this.#entry(folder) ?? this.#entry(`${path}.html`) ?? this.#entry(INDEX);
  }

  #entry(path: string): Found | undefined {
    const entry = this.#parts.storage.manifest.get(path);
    return entry && { path, entry };
  }

  async #ask(request: Request, key: string): Promise<Found | "late" | undefined> {
    const { storage, needs, isHostHere } = this.#parts;
    if (storage.complete || !isHostHere()) return undefined;
    const path = isNavigation(request) ? INDEX : key;
    const answered = await needs.wait(path, request.headers.get("accept") ?? "");
    return this.#find(request, key) ?? (answered ? undefined : "late");
  }

  async #respond(request: Request, found: Found): Promise<Response> {
    const { renderer, page } = this.#parts;
    const rendered = (await renderer.render(found.path, found.entry)) ?? (await this.#mend(found));
    if (rendered === undefined) {
      return plainResponse(503, `The body of ${found.path} is missing from the store.`);
    }
    const contentType = this.#contentType(found);
    if (isHtml(contentType)) return page.respond(request, found.path, rendered);
    return fileResponse(request, { ...rendered, contentType });
  }

  /** The store has lost a body: without it the row is forgotten, so that the host sends it anew. */
  async #mend({ path, entry }: Found): Promise<RenderedFile | undefined> {
    const { storage, needs, renderer, isHostHere } = this.#parts;
    storage.forgetBlob(entry.hash);
    if (!isHostHere()) return undefined;
    await needs.wait(path, "");
    const mended = this.#entry(path);
    return mended && renderer.render(mended.path, mended.entry);
  }

  #contentType({ entry }: Found): string {
    return this.#parts.storage.blobs.get(entry.hash)?.contentType ?? "application/octet-stream";
  }

  #notFound(request: Request, key: string): Response {
    const { storage, page } = this.#parts;
    if (isNavigation(request)) return page.guard(nothingHereYet(storage.rev));
    return plainResponse(404, `Not in the preview: ${key}`);
  }
}

function isNavigation(request: Request): boolean {
  const mode = request.headers.get("sec-fetch-mode");
  if (mode !== null) return mode === "navigate";
  return (request.headers.get("accept") ?? "").includes("text/html");
}
