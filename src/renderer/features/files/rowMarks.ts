import type { FilePath } from "../../../common/apps/filePath.ts";
import type { FileMark, MarkTone, PathMarks } from "../../client/fileMarks.ts";
import { type EntryRow, foldersHolding } from "./treeRows.ts";

/** What is shown of a row beside its name. */
export interface RowMarks {
  readonly dirty: boolean;
  /** The preview's problem is in this file, or below this folder. */
  readonly problem: boolean;
  readonly own: readonly FileMark[];
  /** The tone of the name; null leaves it as it is. */
  readonly tone: MarkTone | null;
}

interface Marked {
  /** Files with unsaved text. */
  readonly dirty: ReadonlySet<FilePath>;
  /** The file the preview's problem is in. */
  readonly broken: string | null;
  readonly rolled: ReadonlyMap<string, PathMarks>;
}

/** Answers with the same object for the same row, so that a row that is scrolled is not drawn again. */
export function lookUpMarks({ dirty, broken, rolled }: Marked): (row: EntryRow) => RowMarks {
  const problems = new Set(broken === null ? [] : [broken]);
  const dirtyFolders = foldersHolding(dirty);
  const problemFolders = foldersHolding(problems);
  const known = new WeakMap<EntryRow, RowMarks>();
  return (row) => {
    const found = known.get(row);
    if (found !== undefined) return found;
    const marks = rolled.get(row.path);
    const problem = problems.has(row.path) || problemFolders.has(row.path);
    const made: RowMarks = {
      dirty: dirty.has(row.path) || (!row.expanded && dirtyFolders.has(row.path)),
      problem,
      own: marks?.own ?? [],
      tone: problem ? "err" : (marks?.tone ?? null),
    };
    known.set(row, made);
    return made;
  };
}
