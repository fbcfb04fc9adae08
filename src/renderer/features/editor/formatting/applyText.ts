import type { ModelBuffer } from "../monaco/modelBuffer.ts";
import { minimalEdits } from "./minimalEdits.ts";

type Model = ModelBuffer["model"];

/**
 * Gives a model another text as one undoable step that touches only what differs. The model's
 * line endings stay. True when it changed.
 */
export function applyText(model: Model, text: string): boolean {
  const wanted = text.replaceAll(/\r\n|\r|\n/g, model.getEOL());
  const edits = minimalEdits(model.getValue(), wanted);
  if (edits.length === 0) return false;
  const operations = edits.map(({ start, end, text: by }) => {
    const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
    return {
      range: {
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      },
      text: by,
    };
  });
  model.pushStackElement();
  model.pushEditOperations(null, operations, () => null);
  model.pushStackElement();
  return true;
}
