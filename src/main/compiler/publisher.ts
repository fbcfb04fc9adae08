import path from "node:path";
import type { HotPayload, Update } from "vite";
import type { ManifestRow } from "../../common/apps/room.ts";
import type { PreviewProblem } from "../../common/contracts/preview.ts";
import { type Changed, ChangedKeys } from "./changedKeys.ts";
import type { CommitContent, Committer } from "./committer.ts";
import { crawl, type Crawled } from "./crawl.ts";
import { splitUpdates, updatesOf } from "./derivedStyles.ts";
import { EarlyBatches } from "./earlyBatches.ts";
import { FULL_RELOAD, mergeUpdates, sortPayloads } from "./hmrPayloads.ts";
import type { LoadError, Loaded } from "./loaded.ts";
import type { ModuleLoader } from "./moduleLoader.ts";
import { type PathAliases, slashed } from "./pathAliases.ts";
import { errorPayload, transformProblem } from "./problems.ts";
import { rootKeys } from "./projectChecks.ts";
import type { FileEvent } from "./protocol.ts";
import type { TargetState } from "./targetState.ts";
import type { ViteSession } from "./viteSession.ts";

export interface PublisherOptions {
  readonly root: string;
  readonly session: ViteSession;
  readonly loader: ModuleLoader;
  readonly aliases: PathAliases;
  readonly target: TargetState;
  readonly committer: Committer;
  readonly onProblem: (problem: PreviewProblem | null) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** Work that waits for an error to be mended, or for the target to come back. */
interface Held {
  readonly updates: readonly Update[];
  readonly others: readonly HotPayload[];
  readonly saves: readonly string[];
  /** Single updates no longer add up: everything has to be compared and the pages reloaded. */
  readonly reload: boolean;
}

const NOTHING_HELD: Held = { updates: [], others: [], saves: [], reload: false };
/** With more than this, loading the page anew is what takes less time. */
const MAX_RESUMED = 50;
const NOTHING_CRAWLED: Crawled = { found: new Map(), failures: [], aborted: false };
const CLIENT_KEY = "/@vite/client";

/** `lost`: the target is out of reach; everything is compared when it comes back. */
type Sent = "shown" | "nothing" | "lost";

/**
 * Brings what Vite makes of the folder to the target. An update that does not compile is held
 * back as a whole: the last good version stays served, and the update joins the next good one.
 * Its methods must not overlap, but for {@link answer}.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #changed: ChangedKeys;
  #held = NOTHING_HELD;
  #tooLarge: LoadError | null = null;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#changed = new ChangedKeys(options);
  }

  get isHolding(): boolean {
    return this.#held !== NOTHING_HELD;
  }

  /**
   * Compares everything with the target and sends what differs. Pages that show an older state
   * reload, or, where they `resume`, take the newer one as an update if Vite can make one.
   * Returns saves that are in no commit.
   */
  async publishAll(
    kind: "provision" | "resume" | "reload",
    saves: readonly string[],
  ): Promise<readonly string[]> {
    const { target, committer, session } = this.#options;
    const carried = [...this.#held.saves, ...saves];
    const wasServing = target.size > 0;
    const crawled = await this.#crawlAll(wasServing ? null : carried);
    session.takePayloads();
    const failure = this.#failureOf(crawled);
    if (failure !== undefined && wasServing) {
      await this.#hold(failure, { ...NOTHING_HELD, saves: carried, reload: true });
      return [];
    }
    committer.complete = true;
    const difference = this.#difference(crawled.found.values());
    const remove = failure === undefined ? this.#unreachable(crawled) : [];
    const differs = difference.set.length > 0 || remove.length > 0;
    const sources = kind === "resume" ? this.#sourcesOf(difference.set, remove) : null;
    if (wasServing && sources !== null) return this.#resume(sources, carried);
    const reload = kind === "reload" || (wasServing && differs);
    const done = await committer.commit({
      ...difference,
      kind: kind === "resume" ? "provision" : kind,
      remove,
      reachable: [...crawled.found.values()],
      payloads: reload ? [FULL_RELOAD] : [],
      saves: carried,
    });
    this.#held = NOTHING_HELD;
    if (!done) this.#held = { ...NOTHING_HELD, saves: carried, reload: true };
    this.#reportProvisioned(failure);
    return [];
  }

  /**
   * Sends what changed with these files, and whatever was held before. Returns those of the
   * saves that changed nothing a page loads, and so are in no commit.
   */
  async publishChanges(
    files: readonly FileEvent[],
    saves: readonly string[],
  ): Promise<readonly string[]> {
    const { session } = this.#options;
    await session.apply(files);
    const sorted = sortPayloads(session.takePayloads());
    const work: Held = {
      updates: [...this.#held.updates, ...sorted.updates],
      others: [...this.#held.others, ...sorted.others],
      saves: [...this.#held.saves, ...saves],
      reload: this.#held.reload || sorted.reload,
    };
    this.#held = NOTHING_HELD;
    return work.reload ? this.#reload(work.saves) : this.#publishUpdate(files, work);
  }

  /** Finds what single updates miss. Sends no payload: nothing a page shows has changed. */
  async reconcile(signal: AbortSignal): Promise<void> {
    if (this.isHolding) return;
    const crawled = await this.#crawlAll(null, signal);
    if (crawled.aborted || this.#failureOf(crawled) !== undefined) return;
    const difference = this.#difference(crawled.found.values());
    const remove = this.#unreachable(crawled);
    if (difference.set.length === 0 && remove.length === 0) return;
    const reachable = [...crawled.found.values()];
    await this.#options.committer.commit({ ...difference, kind: "settle", remove, reachable });
  }

  /** Loads one key that a page waits for. */
  async answer(key: string, path: string): Promise<void> {
    const { loader, committer } = this.#options;
    const loaded = await loader.load(key).catch(() => null);
    const difference = this.#difference(loaded === null ? [] : [loaded]);
    await committer.commit({ ...difference, kind: "need", answers: [path] });
  }

  /** Vite is told of the files as if they changed now, and tells the pages how to take them. */
  #resume(sources: readonly FileEvent[], saves: readonly string[]): Promise<readonly string[]> {
    this.#held = NOTHING_HELD;
    return this.publishChanges(sources, saves);
  }

  #reload(saves: readonly string[]): Promise<readonly string[]> {
    this.#held = { ...NOTHING_HELD, saves };
    return this.publishAll("reload", []);
  }

  /** The app's own files that differ; null when there are none or Vite could not update a page. */
  #sourcesOf(
    rows: readonly ManifestRow[],
    removed: readonly string[],
  ): readonly FileEvent[] | null {
    if (rows.length === 0 || removed.length > 0 || rows.length > MAX_RESUMED) return null;
    const { loader, root } = this.#options;
    const files = rows.map(([key]) => loader.nodeOf(key)?.file ?? "");
    const inside = files.every((file) => file.startsWith(`${slashed(root)}/`));
    if (!inside) return null;
    return [...new Set(files)].map((file) => ({ path: path.normalize(file), kind: "changed" }));
  }

  async #publishUpdate(files: readonly FileEvent[], work: Held): Promise<readonly string[]> {
    const { session } = this.#options;
    const changed = this.#changed.find(files);
    const crawled = await this.#load(changed.keys);
    const late = sortPayloads(session.takePayloads());
    if (late.reload) return this.#reload(work.saves);
    const updates = [...work.updates, ...late.updates].filter(
      ({ acceptedPath }) => !changed.isRemoved(acceptedPath),
    );
    const failure = this.#failureOf(crawled);
    if (failure === undefined) return this.#send(crawled, { ...work, updates }, changed);
    await this.#hold(failure, { ...work, updates });
    return [];
  }

  /**
   * Sends what changed, and after it the style sheets made from it: compiling those takes longer
   * than everything else, and most saves do not change them.
   */
  async #send(crawled: Crawled, work: Held, changed: Changed): Promise<readonly string[]> {
    const { updates, others, saves } = work;
    const split = splitUpdates(updates, changed.styles);
    const partial = changed.styles.length > 0;
    const difference = this.#difference(crawled.found.values());
    const first = this.#commit({
      blobs: difference.blobs,
      set: [...difference.set, ...changed.moved],
      remove: changed.removed.filter((key) => !crawled.found.has(key)),
      payloads: [...updatePayload(split.others), ...others],
      saves,
      reachable: [...crawled.found.values()],
      partial,
    });
    const styles = partial ? await this.#load(changed.styles) : NOTHING_CRAWLED;
    const shown = await first;
    const failure = this.#failureOf(styles);
    if (shown === "lost") return [];
    if (failure !== undefined) {
      await this.#hold(failure, { ...NOTHING_HELD, updates: split.ofStyles, saves });
      return [];
    }
    this.#reportGood();
    if (!partial) return shown === "nothing" ? saves : [];
    return (await this.#sendStyles(styles, split.ofStyles, saves)) === "nothing" ? saves : [];
  }

  #sendStyles(
    crawled: Crawled,
    updates: readonly Update[],
    saves: readonly string[],
  ): Promise<Sent> {
    const difference = this.#difference(crawled.found.values());
    return this.#commit({
      blobs: difference.blobs,
      set: difference.set,
      payloads: updatePayload(updatesOf(updates, difference)),
      saves,
      reachable: [...crawled.found.values()],
    });
  }

  async #commit(content: Omit<CommitContent, "kind">): Promise<Sent> {
    const { committer, aliases } = this.#options;
    const { set = [], remove = [], payloads = [], saves = [] } = content;
    if (set.length === 0 && remove.length === 0 && payloads.length === 0) return "nothing";
    const hidden = payloads.map((payload): unknown =>
      JSON.parse(aliases.hide(JSON.stringify(payload))),
    );
    if (await committer.commit({ ...content, kind: "update", payloads: hidden })) return "shown";
    this.#held = { ...NOTHING_HELD, saves, reload: true };
    return "lost";
  }

  #load(keys: readonly string[]): Promise<Crawled> {
    const { loader, target } = this.#options;
    return crawl(keys, {
      load: (key) => loader.load(key),
      follow: (key) => !target.has(key),
    });
  }

  async #hold(failure: LoadError, held: Held): Promise<void> {
    const { committer, aliases } = this.#options;
    this.#held = held;
    this.#report(failure);
    await committer.commit({ kind: "update", payloads: [errorPayload(failure, aliases)] });
  }

  /** `early` is null, or what to send along with modules before the crawl is done. */
  async #crawlAll(early: readonly string[] | null, signal?: AbortSignal): Promise<Crawled> {
    const { root, session, loader, onProgress } = this.#options;
    const roots = [CLIENT_KEY, ...(await rootKeys(root, session.server.config.publicDir))];
    const batches =
      early === null ? null : new EarlyBatches(this.#options, (batch) => this.#difference(batch));
    let done = 0;
    const crawled = await crawl(roots, {
      load: (key) => loader.load(key),
      follow: () => true,
      ...(signal === undefined ? {} : { signal }),
      onLoaded: (loaded, discovered) => {
        done += 1;
        if (signal === undefined) onProgress(done, discovered);
        batches?.add(loaded);
      },
    });
    await batches?.finish();
    this.#tooLarge = crawled.failures.find(({ reason }) => reason === "too-large") ?? null;
    return crawled;
  }

  #failureOf(crawled: Crawled): LoadError | undefined {
    return crawled.failures.find(({ reason }) => reason !== "too-large");
  }

  #difference(loaded: Iterable<Loaded>): ReturnType<TargetState["difference"]> {
    return this.#options.target.difference(loaded, (key) => this.#changed.timestampOf(key));
  }

  #unreachable(crawled: Crawled): string[] {
    return [...this.#options.target.keys].filter((key) => !crawled.found.has(key));
  }

  /** A page that was never whole is sent once more when its errors are mended. */
  #reportProvisioned(failure: LoadError | undefined): void {
    if (failure === undefined) {
      this.#reportGood();
      return;
    }
    this.#held = { ...NOTHING_HELD, reload: true };
    this.#report(failure);
  }

  #report(failure: LoadError): void {
    this.#options.onProblem(transformProblem(failure, this.#options.aliases));
  }

  #reportGood(): void {
    if (this.#tooLarge === null) this.#options.onProblem(null);
    else this.#report(this.#tooLarge);
  }
}

function updatePayload(updates: readonly Update[]): unknown[] {
  const merged = mergeUpdates(updates);
  return merged.length === 0 ? [] : [{ type: "update", updates: merged }];
}
