import { useEffect } from "react";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { useLineChanges } from "../../client/lineChanges.ts";
import type { CodeEditor } from "./monaco/codeEditor.ts";
import type { ModelBuffer } from "./monaco/modelBuffer.ts";

/** Marks what changed in the shown file since the version that the versions feature tells. */
export function useLineMarks(
  editor: CodeEditor | null,
  path: FilePath | null,
  model: ModelBuffer["model"] | null,
): void {
  const bases = useLineChanges((state) => state.bases);
  useEffect(() => {
    if (editor === null || path === null || model === null || bases === null) return undefined;
    let gone = false;
    let turn = 0;
    const look = async (): Promise<void> => {
      const mine = ++turn;
      // Without a version to compare with there is nothing to mark.
      const text = await bases.base(path).catch(() => null);
      if (gone || mine !== turn) return;
      editor.compareLines(text === null ? null : { title: bases.title, text });
    };
    void look();
    const stop = bases.onChange((paths) => {
      if (paths === null || paths.includes(path)) void look();
    });
    return () => {
      gone = true;
      stop();
      editor.compareLines(null);
    };
  }, [bases, editor, model, path]);
}
