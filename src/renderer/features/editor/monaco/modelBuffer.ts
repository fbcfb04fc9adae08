import { editor, Uri } from "monaco-editor/editor";
import { fileLanguage } from "../fileLanguage.ts";
import { setLineEnding } from "./tidyText.ts";
import { replacementBetween, type TextBuffer } from "../textBuffer.ts";
import { Emitter } from "../../../../common/base/event.ts";

export interface ModelBuffer extends TextBuffer {
  readonly model: editor.ITextModel;
}

/** A Monaco model as the buffer of an open file. */
export function openModel(appId: string, path: string, text: string): ModelBuffer {
  const uri = Uri.from({ scheme: "app", authority: appId, path: `/${path}` });
  // A model that outlived its tab would keep an older text under the same address.
  editor.getModel(uri)?.dispose();
  const model = editor.createModel(text, fileLanguage(path).id, uri);
  // One accent, and status colours for status: brackets have neither.
  model.updateOptions({
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  const edits = new Emitter<void>();
  const listening = model.onDidChangeContent(() => edits.fire());
  return {
    model,
    onEdit: edits.on,
    text: () => model.getValue(),
    version: () => model.getAlternativeVersionId(),
    replace: (after) => replaceText(model, after),
    [Symbol.dispose]: () => {
      listening.dispose();
      model.dispose();
    },
  };
}

/** Where Monaco lets one text have one kind of line ending only, the disk's may be mixed. */
function replaceText(model: editor.ITextModel, after: string): void {
  const crlf = after.includes("\r\n");
  if (after.includes("\n")) setLineEnding(model, crlf ? "\r\n" : "\n");
  const normal = after.replaceAll(/\r\n|\r|\n/g, model.getEOL());
  const edit = replacementBetween(model.getValue(), normal);
  if (edit === null) return;
  const start = model.getPositionAt(edit.start);
  const end = model.getPositionAt(edit.end);
  const range = {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
  model.pushStackElement();
  model.pushEditOperations([], [{ range, text: edit.text }], () => null);
  model.pushStackElement();
}
