import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import { FilePath } from "../../common/apps/filePath.ts";
import type { ServedPlace, WrittenPlace } from "../../common/contracts/sourcePlaces.ts";
import type { ModuleLoader } from "./moduleLoader.ts";
import type { PathAliases } from "./pathAliases.ts";
import { keyOf } from "./urlKey.ts";
import type { ViteSession } from "./viteSession.ts";

export interface SourceLocatorOptions {
  readonly session: ViteSession;
  readonly loader: Pick<ModuleLoader, "nodeOf" | "load">;
  readonly aliases: Pick<PathAliases, "relative">;
}

/** Leads from what a page runs back to what the person wrote, by the maps that Vite holds. */
export class SourceLocator {
  readonly #options: SourceLocatorOptions;
  readonly #maps = new WeakMap<object, SourceMap>();

  constructor(options: SourceLocatorOptions) {
    this.#options = options;
  }

  /** Null for each place that lies in no file of the app: a library, a page, a stale address. */
  locate(places: readonly ServedPlace[]): Promise<(WrittenPlace | null)[]> {
    return Promise.all(places.map((place) => this.#locateOne(place)));
  }

  async #locateOne({ url, line, column }: ServedPlace): Promise<WrittenPlace | null> {
    const key = keyOf(url);
    if (key === null) return null;
    const module = await this.#module(key);
    if (module === null) return null;
    const entry = module.map.findEntry(line - 1, column - 1);
    if (!("originalSource" in entry) || entry.generatedLine !== line - 1) return null;
    const source = path.resolve(path.dirname(module.file), entry.originalSource);
    const file = FilePath.safeParse(this.#options.aliases.relative(source)).data;
    if (file === undefined || file.startsWith("node_modules/")) return null;
    return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }

  async #module(key: string): Promise<{ file: string; map: SourceMap } | null> {
    const { loader } = this.#options;
    // After a start the edge serves what an earlier compiler made: this one makes it again.
    if (!loader.nodeOf(key)?.transformResult) {
      const loaded = await loader.load(key).catch(() => null);
      if (loaded === null) return null;
    }
    const { file = null, transformResult = null } = loader.nodeOf(key) ?? {};
    const payload = transformResult?.map ?? null;
    if (file === null || payload === null || !("version" in payload)) return null;
    const known = this.#maps.get(payload);
    const map = known ?? new SourceMap(payload as unknown as SourceMapPayload);
    if (known === undefined) this.#maps.set(payload, map);
    return { file, map };
  }
}
