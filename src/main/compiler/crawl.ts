import { toLoadError, type LoadError, type Loaded } from "./loaded.ts";

export interface Crawled {
  readonly found: ReadonlyMap<string, Loaded>;
  /** Keys that failed for another reason than that there is no such file. */
  readonly failures: readonly LoadError[];
  readonly aborted: boolean;
}

export interface CrawlOptions {
  readonly load: (key: string) => Promise<Loaded>;
  /** Whether to go on to a key that a loaded one names. */
  readonly follow: (key: string) => boolean;
  readonly signal?: AbortSignal;
  readonly onLoaded?: (loaded: Loaded, discovered: number) => void;
}

/** Loads keys and everything they name, each once. Never rejects. */
export async function crawl(roots: Iterable<string>, options: CrawlOptions): Promise<Crawled> {
  const seen = new Set<string>();
  const found = new Map<string, Loaded>();
  const failures: LoadError[] = [];

  async function visit(key: string): Promise<void> {
    if (seen.has(key) || options.signal?.aborted) return;
    seen.add(key);
    try {
      const loaded = await options.load(key);
      // An older URL of a dependency answers with its newest.
      found.set(loaded.key, loaded);
      options.onLoaded?.(loaded, seen.size);
      await Promise.all(loaded.references.filter(options.follow).map(visit));
    } catch (error) {
      const failure = toLoadError(key, error);
      if (failure.reason !== "missing") failures.push(failure);
    }
  }

  await Promise.all([...roots].map(visit));
  return { found, failures, aborted: options.signal?.aborted ?? false };
}
