import { fileName } from "../../../common/apps/filePath.ts";
import type { PreviewAction, PreviewProblem } from "../../../common/contracts/preview.ts";
import { text } from "../../messages/text.ts";

/** The verb on a problem's button. */
export function actionLabel(action: PreviewAction, problem: PreviewProblem | null): string {
  const words = text.preview.actions;
  if (action === "add-package") return words[action](problem?.subject ?? text.preview.package);
  if (action === "open-file") {
    const file = problem?.file ?? problem?.subject ?? null;
    return words[action](file === null ? text.preview.file : fileName(file));
  }
  return words[action];
}

/** `src/App.tsx:4:2`; null when the problem is nowhere in particular. */
export function placeOf({ file, line, column }: PreviewProblem): string | null {
  if (file === null) return null;
  return [file, line, column].filter((part) => part !== null).join(":");
}
