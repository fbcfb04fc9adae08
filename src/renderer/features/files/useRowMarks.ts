import { useMemo } from "react";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { usePreviewState } from "../../client/facts.ts";
import { rollUp, useFileMarks } from "../../client/fileMarks.ts";
import { lookUpMarks, type RowMarks } from "./rowMarks.ts";
import type { EntryRow } from "./treeRows.ts";

/** Unsaved text, the preview's problem, and what the sources of marks say, by row. */
export function useRowMarks(): (row: EntryRow) => RowMarks {
  const dirty = useEditorIntents((state) => state.dirty);
  const broken = usePreviewState(({ value }) => value?.problem?.file ?? null);
  const sources = useFileMarks((state) => state.sources);
  const rolled = useMemo(() => rollUp(sources), [sources]);
  return useMemo(() => lookUpMarks({ dirty, broken, rolled }), [dirty, broken, rolled]);
}
