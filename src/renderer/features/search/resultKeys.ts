import type { FileRow, MatchRow, ResultRow } from "./resultRows.ts";

/** What a key in the results asks for. `next` is what is chosen once the row is gone. */
export type ResultAct =
  | { readonly type: "select"; readonly row: ResultRow }
  | { readonly type: "fold"; readonly row: FileRow; readonly folded: boolean }
  | { readonly type: "open"; readonly row: MatchRow; readonly focus: boolean }
  | {
      readonly type: "dismiss" | "replace";
      readonly row: ResultRow;
      readonly next: ResultRow | null;
    };

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const PAGE = 20;

/** Reads a key press in the results, as the ARIA tree pattern has it. Null leaves it to others. */
export function actOfKey(
  { key, ctrlKey, metaKey, altKey }: Press,
  rows: readonly ResultRow[],
  place: number,
): ResultAct | null {
  const row = rows[place];
  const hasModifier = ctrlKey || metaKey;
  if (altKey) return null;
  if (hasModifier) {
    return key === "Enter" && row !== undefined
      ? { type: "replace", row, next: after(rows, place) }
      : null;
  }
  const target = rows[placeAfter(key, place, rows.length)];
  if (target !== undefined) return { type: "select", row: target };
  return row === undefined ? null : actOnRow(key, row, rows, place);
}

function placeAfter(key: string, place: number, count: number): number {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(place + 1, last);
    case "ArrowUp":
      return Math.max(place - 1, 0);
    case "PageDown":
      return Math.min(place + PAGE, last);
    case "PageUp":
      return Math.max(place - PAGE, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return -1;
  }
}

function actOnRow(
  key: string,
  row: ResultRow,
  rows: readonly ResultRow[],
  place: number,
): ResultAct | null {
  switch (key) {
    case "ArrowRight":
      return row.kind === "file" && row.folded ? { type: "fold", row, folded: false } : null;
    case "ArrowLeft":
      return outward(row, rows, place);
    case "Enter":
    case " ":
      if (row.kind === "file") return { type: "fold", row, folded: !row.folded };
      return { type: "open", row, focus: key === "Enter" };
    case "Delete":
    case "Backspace":
      return { type: "dismiss", row, next: after(rows, place) };
    default:
      return null;
  }
}

function outward(row: ResultRow, rows: readonly ResultRow[], place: number): ResultAct | null {
  if (row.kind === "file") return row.folded ? null : { type: "fold", row, folded: true };
  const file = rows.slice(0, place).findLast((each) => each.kind === "file");
  return file === undefined ? null : { type: "select", row: file };
}

/** The row that stands where this one and what belongs to it was. */
function after(rows: readonly ResultRow[], place: number): ResultRow | null {
  const row = rows[place];
  const next = rows.slice(place + 1).find((each) => row?.kind === "match" || each.kind === "file");
  return next ?? rows[place - 1] ?? null;
}
