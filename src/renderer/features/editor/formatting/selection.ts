import { editor } from "monaco-editor/editor";

/** Offsets of what is selected in the editor that shows a model, whole lines of it; null for none. */
export function selectionOf(
  model: editor.ITextModel,
): { readonly start: number; readonly end: number } | null {
  const shown = editor.getEditors().filter((each) => each.getModel() === model);
  const front = shown.find((each) => each.hasTextFocus()) ?? shown[0];
  const range = front?.getSelection();
  if (range === null || range === undefined || range.isEmpty()) return null;
  const lastColumn = model.getLineMaxColumn(range.endLineNumber);
  return {
    start: model.getOffsetAt({ lineNumber: range.startLineNumber, column: 1 }),
    end: model.getOffsetAt({ lineNumber: range.endLineNumber, column: lastColumn }),
  };
}
