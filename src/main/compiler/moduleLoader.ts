import { readFile } from "node:fs/promises";
import path from "node:path";
import type { EnvironmentModuleNode } from "vite";
import { AssetFiles } from "./assetFiles.ts";
import { blobOf } from "./blob.ts";
import { canonicalHtml } from "./canonicalHtml.ts";
import { canonicalScript, canonicalStyle, type CanonicalText } from "./canonicalModule.ts";
import { DependencyCache } from "./dependencyCache.ts";
import { inject } from "./inject.ts";
import { LoadError, toLoadError, type Loaded } from "./loaded.ts";
import { DEPS_PREFIX, type PathAliases } from "./pathAliases.ts";
import { decodedPath, keyOf, pathOfKey, queryOfKey, withoutParameter } from "./urlKey.ts";
import type { ViteSession } from "./viteSession.ts";

const SCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx?|json)$/;
const STYLE = /\.(?:css|less|sass|scss|styl|stylus|pcss|postcss|sss)$/;
const MODULE_QUERY =
  /(?:^|&)(?:import|raw|url|inline|worker|sharedworker|worker_file|html-proxy|direct|init|react)(?:=|&|$)/;

/** Turns manifest keys into what is stored under them. */
export class ModuleLoader {
  readonly #session: ViteSession;
  readonly #aliases: PathAliases;
  readonly #dependencies: DependencyCache;
  readonly #assets: AssetFiles;
  readonly #root: string;
  /** Loads under way, so that pages and crawl wait for the same one. */
  readonly #running = new Map<string, Promise<Loaded>>();
  /** What was made of a transform result, as long as Vite holds that very result. */
  readonly #made = new WeakMap<object, Map<string, Loaded>>();
  readonly #viteUrls = new Map<string, string | null>();

  constructor(
    session: ViteSession,
    options: { aliases: PathAliases; cacheDir: string; root: string },
  ) {
    this.#session = session;
    this.#aliases = options.aliases;
    this.#root = options.root;
    this.#assets = new AssetFiles(options.root, publicDirectory(session));
    this.#dependencies = new DependencyCache(
      options.cacheDir,
      () => session.environment.depsOptimizer,
    );
  }

  /** Rejects with a {@link LoadError}. */
  load(key: string): Promise<Loaded> {
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const load = this.#load(key)
      .catch((error: unknown) => {
        throw toLoadError(key, error);
      })
      .finally(() => this.#running.delete(key));
    this.#running.set(key, load);
    return load;
  }

  /** The bytes of a key that was loaded before. */
  async body(key: string): Promise<Uint8Array> {
    const loaded = this.#dependencies.owns(key)
      ? await this.#dependencies.loadWithBody(key)
      : await this.load(key);
    const body = loaded?.blob.body ?? null;
    if (body === null) throw new LoadError(key, "stale", null);
    return body;
  }

  /** Vite's node behind a key; undefined for pages, assets and dependencies. */
  nodeOf(key: string): EnvironmentModuleNode | undefined {
    const url = this.viteUrl(key);
    if (url === null) return undefined;
    return this.#session.environment.moduleGraph.urlToModuleMap.get(url);
  }

  /** The URL Vite's module graph has a key under; null when it stands for nothing of Vite's. */
  viteUrl(key: string): string | null {
    const known = this.#viteUrls.get(key);
    if (known !== undefined) return known;
    const url = this.#toViteUrl(key);
    this.#viteUrls.set(key, url);
    return url;
  }

  isModule(key: string): boolean {
    const path = pathOfKey(key);
    if (MODULE_QUERY.test(queryOfKey(key)) || path.startsWith("/@")) return true;
    return (SCRIPT.test(path) && !path.endsWith(".json")) || STYLE.test(path);
  }

  async #load(key: string): Promise<Loaded> {
    if (this.#dependencies.owns(key)) {
      const loaded = await this.#dependencies.load(key);
      if (loaded !== null) return loaded;
    }
    if (pathOfKey(key).endsWith(".html") && !queryOfKey(key).includes("html-proxy")) {
      return this.#loadPage(key);
    }
    const isPublic = await this.#assets.isPublic(key);
    return this.isModule(key) && !isPublic ? this.#loadModule(key) : this.#loadAsset(key);
  }

  async #loadModule(key: string): Promise<Loaded> {
    const url = this.#dependencies.owns(key) ? this.#dependencies.viteId(key) : this.viteUrl(key);
    if (url === null) throw new LoadError(key, "missing", null);
    const result = await this.#transform(key, url);
    const made = this.#made.get(result)?.get(key);
    if (made !== undefined) return made;
    const isStyle = /(?:^|&)direct(?:&|$)/.test(queryOfKey(key));
    const code = this.#aliases.hide(result.code);
    const canonical = isStyle
      ? canonicalStyle(code)
      : await canonicalScript(code, (specifier) => this.#importKey(specifier, key));
    const loaded = toLoaded(key, canonical, isStyle ? "text/css" : "text/javascript");
    const forResult = this.#made.get(result) ?? new Map<string, Loaded>();
    this.#made.set(result, forResult.set(key, loaded));
    return loaded;
  }

  async #transform(key: string, url: string): Promise<{ code: string }> {
    try {
      const result = await this.#session.environment.transformRequest(url);
      if (result !== null) return result;
    } catch (error) {
      throw isMissing(error, url) ? new LoadError(key, "missing", error) : error;
    }
    throw new LoadError(key, "missing", null);
  }

  async #importKey(specifier: string, importer: string): Promise<string | null> {
    if (specifier.startsWith(DEPS_PREFIX)) return this.#dependencies.keyFor(specifier);
    const key = keyOf(specifier, importer);
    // Vite's hash of the whole dependency cache; the content is what counts here.
    return key === null ? null : withoutParameter(key, "v");
  }

  async #loadPage(key: string): Promise<Loaded> {
    const file = this.#fileOf(key);
    if (file === null) throw new LoadError(key, "missing", null);
    const source = await readFile(file, "utf8").catch((error: unknown) => {
      throw new LoadError(key, "missing", error);
    });
    const html = await this.#session.server.transformIndexHtml(pathOfKey(key), source);
    return toLoaded(key, canonicalHtml(this.#aliases.hide(html)), "text/html");
  }

  async #loadAsset(key: string): Promise<Loaded> {
    const file = await this.#assets.load(key);
    if (file !== null) return file;
    const url = this.#aliases.reveal(key);
    if (url === null) throw new LoadError(key, "missing", null);
    const { status, contentType, body } = await inject(this.#session.server, url, "*/*");
    // Vite answers unknown paths with index.html; stored, that would be served as an image.
    if (status !== 200 || (/html/.test(contentType) && !key.endsWith(".html"))) {
      throw new LoadError(key, "missing", status);
    }
    return { key, blob: blobOf(body, contentType), references: [] };
  }

  #fileOf(key: string): string | null {
    const relative = decodedPath(key);
    return relative === null ? null : path.join(this.#root, relative);
  }

  #toViteUrl(key: string): string | null {
    const bare = withoutParameter(key, "import");
    try {
      const url = this.#aliases.reveal(decodeURI(bare));
      return url === null ? null : unwrapId(url);
    } catch {
      return null;
    }
  }
}

function toLoaded(key: string, canonical: CanonicalText, contentType: string): Loaded {
  const blob = blobOf(Buffer.from(canonical.text), contentType, canonical.offsets);
  return { key, blob, references: canonical.references };
}

/** Vite writes ids that are no URLs as `/@id/…`, with a placeholder for their null byte. */
function unwrapId(url: string): string {
  if (!url.startsWith("/@id/")) return url;
  return url.slice("/@id/".length).replace("__x00__", "\0");
}

function isMissing(error: unknown, url: string): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "ERR_LOAD_URL" && error.message.includes(`Failed to load url ${url} `);
}

/** As the system writes it; empty when the app has none. */
function publicDirectory(session: ViteSession): string {
  const { publicDir } = session.server.config;
  return publicDir === "" ? "" : path.normalize(publicDir);
}
