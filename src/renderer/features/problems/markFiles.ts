import type { FilePath } from "../../../common/apps/filePath.ts";
import { useDiagnostics } from "../../client/diagnostics.ts";
import { type FileMark, setFileMarks } from "../../client/fileMarks.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { countByFile } from "./problemRows.ts";

const SOURCE = "problems";

/** Marks files with problems in the tree and on their tabs until the returned function is called. */
export function markFiles(): () => void {
  const mark = ({ sources }: Pick<ReturnType<typeof useDiagnostics.getState>, "sources">): void => {
    const marks = new Map<FilePath, FileMark>();
    for (const [path, { errors, warnings }] of countByFile(sources)) {
      const count = errors + warnings;
      const letter = count > 9 ? "9+" : formatNumber(count);
      const tone = errors > 0 ? "err" : "warn";
      marks.set(path, { letter, tone, title: text.language.problems.mark(count) });
    }
    setFileMarks(SOURCE, marks);
  };
  mark(useDiagnostics.getState());
  const unsubscribe = useDiagnostics.subscribe((now, before) => {
    if (now.sources !== before.sources) mark(now);
  });
  return () => {
    unsubscribe();
    setFileMarks(SOURCE, new Map());
  };
}
