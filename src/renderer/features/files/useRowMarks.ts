import { useMemo } from "react";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { usePreviewState } from "../../client/facts.ts";
import { type FileMark, type MarkTone, rollUp, useFileMarks } from "../../client/fileMarks.ts";
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

/** Unsaved text, the preview's problem, and what the sources of marks say, by row. */
export function useRowMarks(): (row: EntryRow) => RowMarks {
  const dirty = useEditorIntents((state) => state.dirty);
  const broken = usePreviewState(({ value }) => value?.problem?.file ?? null);
  const sources = useFileMarks((state) => state.sources);
  const rolled = useMemo(() => rollUp(sources), [sources]);
  return useMemo(() => {
    const problems = new Set(broken === null ? [] : [broken]);
    const dirtyFolders = foldersHolding(dirty);
    const problemFolders = foldersHolding(problems);
    return (row) => {
      const marks = rolled.get(row.path);
      const problem = problems.has(row.path) || problemFolders.has(row.path);
      return {
        dirty: dirty.has(row.path) || (!row.expanded && dirtyFolders.has(row.path)),
        problem,
        own: marks?.own ?? [],
        tone: problem ? "err" : (marks?.tone ?? null),
      };
    };
  }, [broken, dirty, rolled]);
}
