import type { FilePath } from "../../../common/apps/filePath.ts";
import type { SearchedFile, SearchMatch } from "../../../common/contracts/search.ts";

export interface FileRow {
  readonly kind: "file";
  readonly key: string;
  readonly path: FilePath;
  readonly matches: readonly SearchMatch[];
  readonly hasLongLine: boolean;
  readonly folded: boolean;
}

export interface MatchRow {
  readonly kind: "match";
  readonly key: string;
  readonly path: FilePath;
  readonly match: SearchMatch;
}

export type ResultRow = FileRow | MatchRow;

interface ShownResults {
  readonly files: ReadonlyMap<FilePath, SearchedFile>;
  readonly folded: ReadonlySet<string>;
  /** Keys of rows that the person put away. */
  readonly dismissed: ReadonlySet<string>;
}

function matchKey(path: FilePath, { line, column }: SearchMatch): string {
  return `${path}\n${line}:${column}`;
}

/** The rows of a result: files by path, each followed by its matches unless it is folded. */
export function resultRows({ files, folded, dismissed }: ShownResults): readonly ResultRow[] {
  const rows: ResultRow[] = [];
  const paths = [...files.keys()].filter((path) => !dismissed.has(path)).toSorted();
  for (const path of paths) {
    const file = files.get(path);
    if (file === undefined) continue;
    const matches =
      dismissed.size === 0
        ? file.matches
        : file.matches.filter((match) => !dismissed.has(matchKey(path, match)));
    if (matches.length === 0 && !file.hasLongLine) continue;
    const isFolded = folded.has(path);
    const { hasLongLine } = file;
    rows.push({ kind: "file", key: path, path, matches, hasLongLine, folded: isFolded });
    if (isFolded) continue;
    for (const match of matches) {
      rows.push({ kind: "match", key: matchKey(path, match), path, match });
    }
  }
  return rows;
}

export function countMatches(rows: readonly ResultRow[]): { matches: number; files: number } {
  const files = rows.filter((row) => row.kind === "file");
  return {
    matches: files.reduce((sum, row) => sum + row.matches.length, 0),
    files: files.length,
  };
}
