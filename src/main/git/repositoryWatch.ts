import { type FSWatcher, statSync, watch } from "node:fs";
import path from "node:path";

/** What other gits change: each is written anew and renamed, so its folder is watched. */
const WATCHED = ["", "refs/heads", "refs/remotes/origin"];
const FACTS = ["HEAD", "index", "MERGE_HEAD", "packed-refs", "config", "logs/HEAD"];
const SETTLE_MS = 120;
/** Where the system's watcher says nothing: a network disk, a folder made later. */
const POLL_MS = 4_000;

/** Tells when another program changes a repository: a commit in a terminal, a rebase. */
export class RepositoryWatch implements Disposable {
  readonly #gitDir: string;
  readonly #onChange: () => void;
  readonly #timer: NodeJS.Timeout;
  readonly #watchers = new Map<string, FSWatcher>();
  #settling: NodeJS.Timeout | undefined;
  #seen: string;

  constructor(root: string, onChange: () => void) {
    this.#gitDir = path.join(root, ".git");
    this.#onChange = onChange;
    this.#seen = this.#fingerprint();
    this.#watchFolders();
    this.#timer = setInterval(() => this.#check(), POLL_MS);
    this.#timer.unref();
  }

  /** Takes what is there now as known: whoever looks next sees it anyway. */
  look(): void {
    this.#seen = this.#fingerprint();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    clearTimeout(this.#settling);
    for (const watcher of this.#watchers.values()) watcher.close();
  }

  #watchFolders(): void {
    for (const each of WATCHED) {
      const folder = path.join(this.#gitDir, each);
      if (this.#watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: false }, () => this.#soon());
        watcher.on("error", () => this.#watchers.delete(folder));
        this.#watchers.set(folder, watcher);
      } catch {
        // Not there yet, or no watches left: the timer sees it.
        continue;
      }
    }
  }

  #soon(): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#check(), SETTLE_MS);
  }

  #check(): void {
    const now = this.#fingerprint();
    if (now === this.#seen) return;
    this.#seen = now;
    this.#watchFolders();
    this.#onChange();
  }

  #fingerprint(): string {
    return [...WATCHED.slice(1), ...FACTS]
      .map((each) => {
        const stats = statSync(path.join(this.#gitDir, each), { throwIfNoEntry: false });
        return stats === undefined ? "-" : `${stats.mtimeMs}:${stats.size}:${stats.ino}`;
      })
      .join("|");
  }
}
