import { parentPath } from "../../../common/apps/filePath.ts";
import type { EntryRow, TreeRow } from "./treeRows.ts";

/** What a key in the tree asks for. */
export type TreeAct =
  | { readonly type: "select"; readonly row: EntryRow }
  | { readonly type: "expand"; readonly row: EntryRow }
  | { readonly type: "collapse"; readonly row: EntryRow }
  | { readonly type: "open"; readonly row: EntryRow; readonly focus: boolean }
  | { readonly type: "rename"; readonly row: EntryRow }
  | { readonly type: "remove"; readonly row: EntryRow };

/** Reads a key press in the tree, as the ARIA tree pattern has it. Null leaves it to others. */
export function actOfKey(
  key: string,
  rows: readonly TreeRow[],
  selected: string | null,
): TreeAct | null {
  const entries = rows.filter((row) => row.type === "entry");
  const at = entries.findIndex((row) => row.path === selected);
  const row = entries[at];
  const select = (target: EntryRow | undefined): TreeAct | null =>
    target === undefined ? null : { type: "select", row: target };
  switch (key) {
    case "ArrowDown":
      return select(entries[Math.min(at + 1, entries.length - 1)]);
    case "ArrowUp":
      return select(entries[Math.max(at - 1, 0)]);
    case "Home":
      return select(entries[0]);
    case "End":
      return select(entries.at(-1));
    case "PageDown":
      return select(entries[Math.min(at + PAGE, entries.length - 1)]);
    case "PageUp":
      return select(entries[Math.max(at - PAGE, 0)]);
    default:
      return row === undefined ? null : actOnRow(key, row, entries, at);
  }
}

const PAGE = 20;

function actOnRow(
  key: string,
  row: EntryRow,
  entries: readonly EntryRow[],
  at: number,
): TreeAct | null {
  const isFolder = row.kind === "folder";
  switch (key) {
    case "ArrowRight":
      return isFolder ? inward(row, entries[at + 1]) : null;
    case "ArrowLeft":
      return outward(row, entries);
    case "Enter":
    case " ":
      if (isFolder) return { type: row.expanded ? "collapse" : "expand", row };
      return { type: "open", row, focus: key === "Enter" };
    case "F2":
      return { type: "rename", row };
    case "Delete":
      return { type: "remove", row };
    default:
      return typed(key, entries, at);
  }
}

function inward(row: EntryRow, next: EntryRow | undefined): TreeAct | null {
  if (!row.expanded) return { type: "expand", row };
  return next === undefined || next.depth <= row.depth ? null : { type: "select", row: next };
}

function outward(row: EntryRow, entries: readonly EntryRow[]): TreeAct | null {
  if (row.expanded) return { type: "collapse", row };
  const parent = entries.find((entry) => entry.path === parentPath(row.path));
  return parent === undefined ? null : { type: "select", row: parent };
}

/** A letter goes to the next name that begins with it. */
function typed(key: string, entries: readonly EntryRow[], at: number): TreeAct | null {
  if (key.length !== 1) return null;
  const wanted = key.toLowerCase();
  const rotated = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
  const row = rotated.find((entry) => entry.name.toLowerCase().startsWith(wanted));
  return row === undefined ? null : { type: "select", row };
}
