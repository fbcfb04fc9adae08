import { type FilePath, parentPath } from "../../../common/apps/filePath.ts";
import type { EntryRow, TreeRow } from "./treeRows.ts";

/** What a key in the tree asks for. */
export type TreeAct =
  | { readonly type: "select"; readonly row: EntryRow; readonly extend: boolean }
  | { readonly type: "expand" | "collapse" | "rename"; readonly row: EntryRow }
  | { readonly type: "open"; readonly row: EntryRow; readonly focus: boolean }
  | { readonly type: "filter"; readonly typed: string }
  | {
      readonly type:
        | "remove"
        | "duplicate"
        | "select-all"
        | "copy-path"
        | "copy-relative-path"
        | "reveal"
        | "undo"
        | "leave";
    };

/** Keys of the tree alone, where other views have them for something else. */
export const TREE_KEYS = {
  rename: "f2",
  remove: "delete",
  duplicate: "mod+d",
  selectAll: "mod+a",
  copy: "mod+c",
  cut: "mod+x",
  paste: "mod+v",
  undo: "mod+z",
  copyPath: "alt+shift+c",
  copyRelativePath: "mod+alt+shift+c",
  reveal: "mod+alt+r",
} as const;

const ACTS: Readonly<Record<string, TreeAct>> = {
  [TREE_KEYS.remove]: { type: "remove" },
  "mod+backspace": { type: "remove" },
  [TREE_KEYS.duplicate]: { type: "duplicate" },
  [TREE_KEYS.selectAll]: { type: "select-all" },
  [TREE_KEYS.copyPath]: { type: "copy-path" },
  [TREE_KEYS.copyRelativePath]: { type: "copy-relative-path" },
  [TREE_KEYS.reveal]: { type: "reveal" },
  [TREE_KEYS.undo]: { type: "undo" },
  escape: { type: "leave" },
};

interface TreeKeyPress {
  /** As `keyOfPress` reads it: `shift+arrowdown`. */
  readonly key: string;
  /** What it types: one character, or a key's name. */
  readonly typed: string;
}

/** Reads a key press in the tree, as the ARIA tree pattern has it. Null leaves it to others. */
export function actOfKey(
  { key, typed }: TreeKeyPress,
  rows: readonly TreeRow[],
  focus: FilePath | null,
): TreeAct | null {
  const act = ACTS[key];
  if (act !== undefined) return act;
  const entries = rows.filter((row) => row.type === "entry");
  const at = entries.findIndex((row) => row.path === focus);
  const extend = key.startsWith("shift+");
  const target = moveTo(extend ? key.slice("shift+".length) : key, at, entries.length);
  const row = entries[target ?? at];
  if (target !== null) return row === undefined ? null : { type: "select", row, extend };
  const acted = row === undefined ? null : actOnRow(key, row, entries, at);
  if (acted !== null) return acted;
  const isLetter = typed.length === 1 && typed !== " " && (key === typed.toLowerCase() || extend);
  return isLetter ? { type: "filter", typed } : null;
}

const PAGE = 20;

/** The row a key goes to; null for a key that goes nowhere. */
function moveTo(key: string, at: number, count: number): number | null {
  switch (key) {
    case "arrowdown":
      return Math.min(at + 1, count - 1);
    case "arrowup":
      return Math.max(at - 1, 0);
    case "home":
      return 0;
    case "end":
      return count - 1;
    case "pagedown":
      return Math.min(at + PAGE, count - 1);
    case "pageup":
      return Math.max(at - PAGE, 0);
    default:
      return null;
  }
}

function actOnRow(
  key: string,
  row: EntryRow,
  entries: readonly EntryRow[],
  at: number,
): TreeAct | null {
  const isFolder = row.kind === "folder";
  switch (key) {
    case "arrowright":
      return isFolder ? inward(row, entries[at + 1]) : null;
    case "arrowleft":
      return outward(row, entries, at);
    case "enter":
    case "space":
      if (isFolder) return { type: row.expanded ? "collapse" : "expand", row };
      return { type: "open", row, focus: key === "enter" };
    case TREE_KEYS.rename:
      return { type: "rename", row };
    default:
      return null;
  }
}

function inward(row: EntryRow, next: EntryRow | undefined): TreeAct | null {
  if (!row.expanded) return { type: "expand", row };
  if (next === undefined || next.depth <= row.depth) return null;
  return { type: "select", row: next, extend: false };
}

function outward(row: EntryRow, entries: readonly EntryRow[], at: number): TreeAct | null {
  if (row.expanded) return { type: "collapse", row };
  // By the rows above, not by the path: folders that share a line are one row.
  const above = entries.slice(0, at).findLast((entry) => entry.depth < row.depth);
  if (above === undefined || parentPath(row.path) === "") return null;
  return { type: "select", row: above, extend: false };
}
