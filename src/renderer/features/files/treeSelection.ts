import { type FilePath, isWithin } from "../../../common/apps/filePath.ts";

/** The rows that acts are done to. */
export interface TreeSelection {
  readonly paths: ReadonlySet<FilePath>;
  /** The row the keyboard is at. */
  readonly focus: FilePath | null;
  /** Where a range begins that shift extends. */
  readonly anchor: FilePath | null;
}

export const NO_SELECTION: TreeSelection = { paths: new Set(), focus: null, anchor: null };

export function selectOnly(path: FilePath): TreeSelection {
  return { paths: new Set([path]), focus: path, anchor: path };
}

/** Adds a row to the selection, or takes it out. */
export function toggleRow({ paths }: TreeSelection, path: FilePath): TreeSelection {
  const next = new Set(paths);
  if (!next.delete(path)) next.add(path);
  return { paths: next, focus: path, anchor: path };
}

/** Selects all rows between the anchor and a row, in the order they are drawn. */
export function extendTo(
  { anchor }: TreeSelection,
  path: FilePath,
  drawn: readonly FilePath[],
): TreeSelection {
  const from = anchor === null ? -1 : drawn.indexOf(anchor);
  const to = drawn.indexOf(path);
  if (from === -1 || to === -1) return selectOnly(path);
  const range = drawn.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { paths: new Set(range), focus: path, anchor };
}

export function selectAll(selection: TreeSelection, drawn: readonly FilePath[]): TreeSelection {
  return { ...selection, paths: new Set(drawn) };
}

/** The selected entries without those inside a selected folder: that takes them along. */
export function outermost(paths: Iterable<FilePath>): readonly FilePath[] {
  const all = [...paths];
  return all.filter((path) => !all.some((other) => other !== path && isWithin(other, path)));
}

/** Without what is not there any more; the same selection when all of it is. */
export function keepExisting(
  selection: TreeSelection,
  exists: (path: FilePath) => boolean,
): TreeSelection {
  const kept = [...selection.paths].filter(exists);
  const isWhole = kept.length === selection.paths.size;
  if (isWhole && (selection.focus === null || exists(selection.focus))) return selection;
  const orNull = (path: FilePath | null): FilePath | null =>
    path !== null && exists(path) ? path : (kept[0] ?? null);
  return {
    paths: new Set(kept),
    focus: orNull(selection.focus),
    anchor: orNull(selection.anchor),
  };
}
