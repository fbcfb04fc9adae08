import { stat } from "node:fs/promises";
import path from "node:path";
import watcher, { type Event } from "@parcel/watcher";
import { FilePath } from "../../../common/apps/filePath.ts";

/** What the system says happened to a path. */
export interface WatchHint {
  readonly path: FilePath;
  readonly kind: "added" | "changed" | "removed";
}

/** Tells that something may have changed. Hints, not facts: the reader looks at the disk. */
export interface FolderWatchListener {
  onHints(hints: readonly WatchHint[]): void;
  /** Events were lost: anything may have changed. */
  onLost(reason: string): void;
}

/** `@parcel/watcher`'s own function; a test passes one that fails. */
export type Subscribe = typeof watcher.subscribe;

/**
 * Follows a folder through the operating system.
 *
 * @throws what the system says when it has no watches left or cannot watch this disk.
 */
export async function watchFolder(
  root: string,
  listener: FolderWatchListener,
  subscribe: Subscribe = watcher.subscribe,
): Promise<AsyncDisposable> {
  const subscription = await subscribe(
    root,
    (error, events) => {
      if (error !== null) listener.onLost(error.message);
      else listener.onHints(events.flatMap((event) => hintOf(root, event)));
    },
    // Not for what is reported, which the index decides, but to save the system's watches. The
    // folder of the packages itself is watched: it appears when they are installed.
    { ignore: [".git", ".overskill", "**/node_modules/*", "**/node_modules/*/**"] },
  );
  return { [Symbol.asyncDispose]: () => subscription.unsubscribe() };
}

const KIND = { create: "added", update: "changed", delete: "removed" } as const;

function hintOf(root: string, event: Event): readonly WatchHint[] {
  const relative = path.relative(root, event.path).replaceAll(path.sep, "/");
  const parsed = FilePath.safeParse(relative);
  return parsed.success ? [{ path: parsed.data, kind: KIND[event.type] }] : [];
}

/** Which folder is at a path, so that another one in its place is noticed; null when none is. */
export async function folderIdentity(folder: string): Promise<string | null> {
  const stats = await stat(folder).catch(() => null);
  return stats?.isDirectory() === true ? `${stats.dev}:${stats.ino}` : null;
}
