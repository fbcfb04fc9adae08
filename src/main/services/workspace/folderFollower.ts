import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isStagedName } from "../../../common/apps/stagedName.ts";
import { FilePath, fileName, isWithin } from "../../../common/apps/filePath.ts";
import { Emitter, type Listen } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type { FileChanges, FileHash, FileTree } from "../../../common/contracts/files.ts";
import type { Notice } from "../../../common/contracts/studio.ts";
import { ChangeBurst } from "./changeBurst.ts";
import { ChangeJournal } from "./changeJournal.ts";
import { FileIndex, type IndexChange } from "./fileIndex.ts";
import { folderIdentity, type Subscribe, watchFolder, type WatchHint } from "./folderWatch.ts";
import { isProtected } from "./protectedPaths.ts";
import { removeLeftovers } from "./stagedFile.ts";

/** Files that changed on disk, as the compiler is told: absolute paths, no folders. */
export interface FilesChanged {
  readonly files: readonly {
    readonly path: string;
    readonly kind: "added" | "changed" | "removed";
  }[];
  /** The editor's saves among them. */
  readonly saveIds: readonly string[];
  readonly by: "studio" | "other";
}

/** A version that Studio wrote, to be known again when the disk is looked at. */
export interface OwnVersion {
  readonly path: FilePath;
  readonly hash: FileHash;
  readonly identity: string;
}

/** What a piece of our own work changes. */
export interface OwnScope {
  readonly exact: readonly FilePath[];
  /** With everything below them, as when a folder is renamed. */
  readonly deep: readonly FilePath[];
}

export interface OwnWork<T> {
  readonly value: T;
  readonly versions: readonly OwnVersion[];
}

/** These entries, and the folders on the way to them that may have to be made. */
export function exactly(paths: readonly FilePath[]): OwnScope {
  return { exact: [...new Set(paths.flatMap(withFolders))], deep: [] };
}

function withFolders(entryPath: FilePath): FilePath[] {
  const names = entryPath.split("/");
  return names.map((_, i) => FilePath.parse(names.slice(0, i + 1).join("/")));
}

export type WorkspaceNotice = Pick<Notice, "level" | "title" | "body">;

/** So few that a save that waits for its turn is not held up by a burst of other changes. */
const HINTS_PER_TURN = 200;
/**
 * Linux drops events when 16,384 wait to be read, and the watcher says nothing of it. After half as
 * many files, each with two events, everything is looked at.
 */
const MAY_OVERFLOW = 4_000;
const FOLDER_CHECK_MS = 1_000;
const POLL_MS = 1_500;

/**
 * Keeps the index of one app's folder up to date and says what changed and who did it: by the
 * system's watcher, by polling where that does not work, and by our own writes, which are
 * reported at once without waiting for either.
 */
export class FolderFollower implements AsyncDisposable {
  readonly #root: string;
  readonly #log: Log;
  readonly #subscribe: Subscribe | undefined;
  readonly #index: FileIndex;
  readonly #journal = new ChangeJournal();
  readonly #filesChanged = new Emitter<FilesChanged>();
  readonly #folder = new Emitter<{ readonly exists: boolean }>();
  readonly #notices = new Emitter<WorkspaceNotice>();
  readonly #claimed = new Set<OwnScope>();
  readonly #hintByPath = new Map<FilePath, WatchHint>();
  readonly #burst = new ChangeBurst((changes) => this.#report(changes));
  readonly #stopped = new AbortController();
  #hintsOfBurst = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #watch: AsyncDisposable | undefined;
  #identity: string | null = null;
  #isPolling = false;
  #firstLook: Promise<void> | undefined;
  #loop: Promise<void> | undefined;

  readonly onChanges: Listen<FileChanges> = this.#journal.onChanges;
  readonly onFilesChanged: Listen<FilesChanged> = this.#filesChanged.on;
  /** The app's folder went away, or came back. */
  readonly onFolder: Listen<{ readonly exists: boolean }> = this.#folder.on;
  readonly onNotice: Listen<WorkspaceNotice> = this.#notices.on;

  constructor(root: string, options: { readonly log: Log; readonly subscribe?: Subscribe }) {
    this.#root = root;
    this.#log = options.log;
    this.#subscribe = options.subscribe;
    this.#index = new FileIndex(root);
  }

  /** Begins to follow. Nothing that happens after this call is missed. */
  start(): void {
    this.#firstLook = this.#begin();
    this.#loop = this.#keepChecking();
  }

  async tree(): Promise<FileTree> {
    await this.#firstLook;
    const entries = this.#index.entries().toSorted((a, b) => (a.path < b.path ? -1 : 1));
    return { seq: this.#journal.seq, entries };
  }

  changesSince(seq: number): readonly FileChanges[] {
    return this.#journal.since(seq);
  }

  /**
   * Runs work of our own, and reports what it changed as Studio's before it resolves. What the
   * watcher says of the same paths meanwhile is not reported a second time.
   */
  async own<T>(
    scope: OwnScope,
    saveIds: readonly string[],
    work: () => Promise<OwnWork<T>>,
  ): Promise<T> {
    this.#claimed.add(scope);
    let versions: readonly OwnVersion[] = [];
    try {
      const done = await work();
      versions = done.versions;
      return done.value;
    } finally {
      await this.#inTurn(async () => {
        this.#claimed.delete(scope);
        // What others did before comes before.
        this.#burst.flush();
        const changes = await this.#index.lookAt([...scope.exact, ...scope.deep]);
        this.#report(changes, { saveIds, versions });
      });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    this.#burst[Symbol.dispose]();
    await this.#loop;
    await this.#firstLook;
    await this.#turn;
    await this.#watch?.[Symbol.asyncDispose]();
  }

  async #begin(): Promise<void> {
    this.#identity = await folderIdentity(this.#root);
    await Promise.all([this.#startWatching(), this.#inTurn(() => this.#index.lookAtAll())]);
    await removeLeftovers(this.#root, this.#index.stagedFiles(), this.#log);
  }

  async #startWatching(): Promise<void> {
    const listener = {
      onHints: (hints: readonly WatchHint[]) => this.#takeHints(hints),
      onLost: (reason: string) => {
        this.#log.warn("watcher lost events", { reason });
        void this.#lookAgain();
      },
    };
    try {
      this.#watch = await watchFolder(this.#root, listener, this.#subscribe);
      this.#isPolling = false;
    } catch (error) {
      if ((await folderIdentity(this.#root)) === null) return;
      this.#isPolling = true;
      this.#log.warn("watching failed, polling", { reason: String(error) });
      this.#notices.fire({
        level: "warning",
        title: "Changes by other programs are noticed with a delay",
        body: `The system cannot watch this folder (${String(error)}), so Studio looks every few seconds instead.`,
      });
    }
  }

  #takeHints(hints: readonly WatchHint[]): void {
    const isIdle = this.#hintByPath.size === 0;
    for (const hint of hints) this.#hintByPath.set(hint.path, hint);
    if (isIdle && this.#hintByPath.size > 0) void this.#inTurn(() => this.#followHints());
  }

  async #followHints(): Promise<void> {
    const hints = [...this.#hintByPath.values()].slice(0, HINTS_PER_TURN);
    const free = hints.filter((hint) => !this.#isClaimed(hint.path));
    const watched = free.filter((hint) => this.#index.isWatched(hint.path));
    const changes = await this.#index.lookAt(watched.map((hint) => hint.path));
    if (changes.some(({ path: changed }) => path.basename(changed) === ".gitignore")) {
      await this.#index.lookAtAll();
      this.#journal.reset();
    }
    this.#burst.add(changes);
    this.#reportIgnored(free.filter((hint) => !this.#index.isWatched(hint.path)));
    // Only now: a hint that comes while we look finds the queue not idle, and is served below.
    for (const hint of hints) {
      if (this.#hintByPath.get(hint.path) === hint) this.#hintByPath.delete(hint.path);
    }
    this.#hintsOfBurst += hints.length;
    if (this.#hintByPath.size > 0) void this.#inTurn(() => this.#followHints());
    else await this.#endBurst();
  }

  async #endBurst(): Promise<void> {
    const mayHaveLost = this.#hintsOfBurst > MAY_OVERFLOW;
    this.#hintsOfBurst = 0;
    if (mayHaveLost) this.#burst.add(await this.#index.lookAtAll());
    this.#burst.pause();
  }

  #isClaimed(entryPath: FilePath): boolean {
    return [...this.#claimed].some(
      ({ exact, deep }) =>
        exact.includes(entryPath) || deep.some((own) => isWithin(own, entryPath)),
    );
  }

  /** Generated sources are often ignored by git and yet imported: the compiler has to know. */
  #reportIgnored(hints: readonly WatchHint[]): void {
    const files = hints
      .filter((hint) => !isProtected(hint.path) && !isStagedName(fileName(hint.path)))
      .map((hint) => ({ path: path.join(this.#root, hint.path), kind: hint.kind }));
    if (files.length > 0) this.#filesChanged.fire({ files, saveIds: [], by: "other" });
  }

  #report(changes: readonly IndexChange[], own?: OwnReport): void {
    const by = own === undefined ? "other" : "studio";
    this.#journal.add(changes.map((change) => toContract(change, own)));
    const files = changes
      .filter((change) => change.entry.kind !== "folder")
      .map((change) => ({ path: path.join(this.#root, change.path), kind: change.kind }));
    const unseen = own?.versions.filter((version) =>
      changes.every((change) => change.path !== version.path),
    );
    // Saved without a difference, or where the index does not look: still a save.
    for (const version of unseen ?? []) {
      files.push({ path: path.join(this.#root, version.path), kind: "changed" });
    }
    if (files.length > 0) this.#filesChanged.fire({ files, saveIds: own?.saveIds ?? [], by });
  }

  async #lookAgain(): Promise<void> {
    await this.#inTurn(async () => {
      const changes = await this.#index.lookAtAll();
      this.#burst.flush();
      this.#report(changes);
    });
  }

  async #keepChecking(): Promise<void> {
    const { signal } = this.#stopped;
    let nextPoll = 0;
    while (!signal.aborted) {
      await sleep(FOLDER_CHECK_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      await this.#checkFolder();
      if (!this.#isPolling || this.#identity === null || performance.now() < nextPoll) continue;
      const started = performance.now();
      await this.#lookAgain();
      // A folder that takes long to look at is looked at less often.
      nextPoll = performance.now() + Math.max(POLL_MS, 10 * (performance.now() - started));
    }
  }

  async #checkFolder(): Promise<void> {
    const identity = await folderIdentity(this.#root);
    if (identity === this.#identity) return;
    const wasThere = this.#identity !== null;
    this.#identity = identity;
    this.#log.info("app folder changed", { exists: identity !== null });
    if (wasThere) await this.#letGo();
    if (identity !== null) {
      await this.#startWatching();
      await this.#inTurn(() => this.#index.lookAtAll());
    }
    this.#journal.reset();
    this.#folder.fire({ exists: identity !== null });
  }

  async #letGo(): Promise<void> {
    await this.#watch?.[Symbol.asyncDispose]();
    this.#watch = undefined;
    this.#hintByPath.clear();
    this.#burst.flush();
    await this.#inTurn(async () => this.#index.clear());
  }

  /** One look at the disk after the other: two at once could take down an older state last. */
  #inTurn<T>(work: () => Promise<T>): Promise<void> {
    const result = this.#turn.then(work).then(
      () => undefined,
      (error: unknown) => {
        this.#log.error("looking at the folder failed", { error: String(error) });
      },
    );
    this.#turn = result;
    return result;
  }
}

interface OwnReport {
  readonly saveIds: readonly string[];
  readonly versions: readonly OwnVersion[];
}

function toContract(
  change: IndexChange,
  own: OwnReport | undefined,
): FileChanges["changes"][number] {
  const { kind, entry } = change;
  const shown = kind === "removed" ? {} : { entry };
  if (own === undefined) return { path: change.path, kind, ...shown, by: "other" };
  const version = own.versions.find(({ path: written }) => written === change.path);
  // Somebody wrote the file after us: what is there now is theirs.
  if (version !== undefined && version.identity !== change.identity) {
    return { path: change.path, kind, ...shown, by: "other" };
  }
  const hash = version === undefined ? {} : { hash: version.hash };
  return { path: change.path, kind, ...shown, ...hash, by: "studio" };
}
