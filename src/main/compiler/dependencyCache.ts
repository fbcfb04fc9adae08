import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { blobOf } from "./blob.ts";
import type { CanonicalText } from "./canonicalModule.ts";
import { CodeRewriter } from "./codeRewriter.ts";
import { literalImports } from "./literalImports.ts";
import { LoadError, type Loaded } from "./loaded.ts";
import { DEPS_PREFIX } from "./pathAliases.ts";
import { pathOfKey } from "./urlKey.ts";
import type { DependencyOptimizer } from "./viteSession.ts";

/**
 * Serves optimised dependencies straight from Vite's cache. Vite's own transform of these
 * megabytes is most of a cold start, and all it would do is rewrite relative imports.
 *
 * A dependency's URL carries the hash of its file, not Vite's hash of the whole cache: same
 * content, same URL — which is also when Vite keeps a page alive across a re-optimisation.
 */
export class DependencyCache {
  readonly #directory: string;
  readonly #optimizer: () => DependencyOptimizer | undefined;
  /** File name → version, of the cache that `#browserHash` names. */
  readonly #versions = new Map<string, Promise<string>>();
  #generation: unknown = null;
  readonly #bodiless = new Map<string, Loaded>();

  constructor(cacheDir: string, optimizer: () => DependencyOptimizer | undefined) {
    this.#directory = path.join(cacheDir, "deps");
    this.#optimizer = optimizer;
  }

  owns(key: string): boolean {
    return key.startsWith(DEPS_PREFIX);
  }

  /** The key a dependency is served under by now. Waits until the optimizer has written it. */
  async keyFor(specifier: string): Promise<string> {
    const file = fileName(specifier);
    return `${DEPS_PREFIX}${file}?v=${await this.#version(file)}`;
  }

  /**
   * Null when Vite has to transform it: the code looks at its own environment. The body comes
   * once; after that the content cannot have changed, and megabytes need not be read again.
   */
  async load(key: string): Promise<Loaded | null> {
    const current = await this.keyFor(key);
    if (key !== current && key.includes("?")) throw new LoadError(key, "missing", "older version");
    const read = this.#bodiless.get(current);
    if (read !== undefined) return read;
    const loaded = await this.loadWithBody(current);
    if (loaded !== null) {
      this.#bodiless.set(current, { ...loaded, blob: { ...loaded.blob, body: null } });
    }
    return loaded;
  }

  async loadWithBody(key: string): Promise<Loaded | null> {
    const source = await this.#read(fileName(key), key);
    if (/\bimport\.meta\.(?:env|hot)\b/.test(source)) return null;
    const { text, offsets, references } = await this.#rewrite(source);
    return { key, blob: blobOf(Buffer.from(text), "text/javascript", offsets), references };
  }

  /** The id under which Vite itself knows a dependency. */
  viteId(key: string): string | null {
    const file = fileName(key);
    const optimizer = this.#optimizer();
    const info = optimizer?.metadata.depInfoList.find((dep) => path.basename(dep.file) === file);
    return info === undefined || optimizer === undefined ? null : optimizer.getOptimizedDepId(info);
  }

  #version(file: string): Promise<string> {
    const generation = this.#optimizer()?.metadata;
    if (generation !== this.#generation) this.#forget();
    this.#generation = generation;
    const known = this.#versions.get(file);
    if (known !== undefined) return known;
    const version = this.#read(file, DEPS_PREFIX + file).then((source) =>
      createHash("sha256").update(source).digest("hex").slice(0, 10),
    );
    this.#versions.set(file, version);
    version.catch(() => this.#versions.delete(file));
    return version;
  }

  #forget(): void {
    this.#versions.clear();
    this.#bodiless.clear();
  }

  async #read(file: string, key: string): Promise<string> {
    await this.#written(file);
    try {
      const source = await readFile(path.join(this.#directory, file), "utf8");
      const map = source.lastIndexOf("\n//# sourceMappingURL=");
      return map === -1 ? source : source.slice(0, map);
    } catch (error) {
      throw new LoadError(key, "stale", error);
    }
  }

  async #written(file: string): Promise<void> {
    const optimizer = this.#optimizer();
    await optimizer?.scanProcessing;
    // A run that finds more dependencies hands over to the next one.
    for (let run = 0; run < 4; run += 1) {
      const info = optimizer?.metadata.depInfoList.find((dep) => path.basename(dep.file) === file);
      if (info?.processing === undefined) return;
      await info.processing;
    }
  }

  async #rewrite(source: string): Promise<CanonicalText> {
    const code = new CodeRewriter(source);
    const references: string[] = [];
    for (const { specifier, range } of literalImports(source)) {
      if (!specifier.startsWith(".")) continue;
      const { pathname } = new URL(specifier, `http://deps.invalid${DEPS_PREFIX}`);
      const target = await this.keyFor(pathname);
      code.replace(range, target, true);
      references.push(target);
    }
    return { ...code.finish(), references };
  }
}

function fileName(url: string): string {
  return pathOfKey(url).slice(url.lastIndexOf("/", pathOfKey(url).length) + 1);
}
