import { create } from "zustand";
import type { AppId } from "../../../common/apps/appId.ts";
import { FilePath, parentPath } from "../../../common/apps/filePath.ts";
import type { FileEntry } from "../../../common/contracts/files.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { useAppFiles } from "../../client/appFiles.ts";
import { usePackageJobs } from "../../client/facts.ts";
import { applyFileChanges, type FileIndex } from "../../client/fileIndex.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { useTree } from "./treeStore.ts";

/** What an ignored folder held when it was opened last: nothing watches it. */
export interface Listing {
  /** Null until it was read once. */
  readonly entries: readonly FileEntry[] | null;
  /** Why it could not be read the last time. */
  readonly problem: Problem | null;
}

export type Listings = ReadonlyMap<FilePath, Listing>;

interface IgnoredFolders {
  readonly appId: AppId | null;
  readonly listings: Listings;
}

const NONE: Listings = new Map();

/** The ignored folders of the current app that were opened in the tree. */
export const useIgnoredFolders = create<IgnoredFolders>()(() => ({ appId: null, listings: NONE }));

/**
 * Reads ignored folders as they are opened, and again when packages were changed in them, until
 * the returned function is called.
 */
export function followIgnoredFolders(): () => void {
  readOpenFolders(new Set());
  const stops = [
    useTree.subscribe(({ expanded }, before) => {
      if (expanded !== before.expanded) readOpenFolders(before.expanded);
    }),
    useAppFiles.subscribe(({ index }, before) => {
      if (index !== null && before.index === null) readOpenFolders(new Set());
    }),
    usePackageJobs.subscribe(({ value: now }, { value: before }) => {
      const { appId } = useAppFiles.getState();
      const ran = (before ?? []).filter((job) => job.appId === appId && job.status === "running");
      const ends = ran.some(({ id }) => now?.find((job) => job.id === id)?.status !== "running");
      if (ends) readOpenFolders(new Set());
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Reads the folder a path is in again, when it is one that nothing watches. */
export function rereadAround(path: FilePath): void {
  const folder = parentPath(path);
  if (isIgnoredFolder(folder)) void readFolder(folder);
}

/** Reads one ignored folder. A failure is in its listing. */
export async function readFolder(folder: FilePath): Promise<void> {
  const { appId } = useAppFiles.getState();
  if (appId === null) return;
  const keep = (listing: Listing): void => keepListing(appId, folder, listing);
  const { entries } = listingsOf(appId).get(folder) ?? { entries: null };
  keep({ entries, problem: null });
  try {
    const read = await studio.files.listFolder.query({ appId, path: folder });
    keep({ entries: read, problem: null });
    readOpenFolders(without(useTree.getState().expanded, read));
  } catch (error) {
    keep({ entries, problem: toProblem(error) });
  }
}

/** The app's files with what was read of its ignored folders. */
export function withIgnored(index: FileIndex, listings: Listings): FileIndex {
  const shown = new Set<string>();
  // A folder comes before those inside it, and what is gone takes its listing along.
  for (const [folder, { entries }] of [...listings].toSorted(([a], [b]) => a.length - b.length)) {
    if (!index.entries.has(folder) && !shown.has(folder)) continue;
    for (const entry of entries ?? []) shown.add(entry.path);
  }
  if (shown.size === 0) return index;
  const found = [...listings.values()].flatMap(({ entries }) => entries ?? []);
  return applyFileChanges(
    index,
    found
      .filter(({ path }) => shown.has(path))
      .map((entry) => ({ path: entry.path, kind: "added", entry, by: "other" })),
  );
}

/** What is known of a path in the tree, ignored or not. */
export function treeEntry(path: string): FileEntry | undefined {
  const { appId, index } = useAppFiles.getState();
  const known = index?.entries.get(path);
  if (known !== undefined || appId === null) return known;
  const folder = FilePath.safeParse(parentPath(path)).data;
  const listing = folder === undefined ? undefined : listingsOf(appId).get(folder);
  return listing?.entries?.find((entry) => entry.path === path);
}

function isIgnoredFolder(path: string): path is FilePath {
  const entry = treeEntry(path);
  return entry?.kind === "folder" && entry.ignored;
}

function readOpenFolders(openBefore: ReadonlySet<string>): void {
  for (const folder of useTree.getState().expanded) {
    if (!openBefore.has(folder) && isIgnoredFolder(folder)) void readFolder(folder);
  }
}

function without(folders: ReadonlySet<string>, entries: readonly FileEntry[]): ReadonlySet<string> {
  const rest = new Set(folders);
  for (const { path } of entries) rest.delete(path);
  return rest;
}

/** What was read of another app is of no use. */
function listingsOf(appId: AppId): Listings {
  const state = useIgnoredFolders.getState();
  return state.appId === appId ? state.listings : NONE;
}

function keepListing(appId: AppId, folder: FilePath, listing: Listing): void {
  if (useAppFiles.getState().appId !== appId) return;
  const listings = new Map(listingsOf(appId)).set(folder, listing);
  useIgnoredFolders.setState({ appId, listings });
}
