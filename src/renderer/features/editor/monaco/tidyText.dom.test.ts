// @vitest-environment happy-dom
import { editor } from "monaco-editor/editor";
import { afterEach, expect, test } from "vitest";
import { tidyText, type TidyRules } from "./tidyText.ts";

const NONE: TidyRules = { trim: false, finalNewline: null, endOfLine: null, sparesCursors: false };

const models: editor.ITextModel[] = [];
afterEach(() => {
  for (const model of models.splice(0)) model.dispose();
});

function tidied(text: string, rules: Partial<TidyRules>): editor.ITextModel {
  const model = editor.createModel(text, "plaintext");
  models.push(model);
  tidyText(model, { ...NONE, ...rules });
  return model;
}

test("blanks go from the ends of lines, also of those that are only blank", () => {
  expect(tidied("a  \n\t\n  b\t\nc", { trim: true }).getValue()).toBe("a\n\n  b\nc");
});

test("a text gets its final line break once, and an empty one none", () => {
  expect(tidied("a", { finalNewline: true }).getValue()).toBe("a\n");
  expect(tidied("a\n", { finalNewline: true }).getValue()).toBe("a\n");
  expect(tidied("", { finalNewline: true }).getValue()).toBe("");
  expect(tidied("a\n\n", { finalNewline: false }).getValue()).toBe("a");
});

test("all of it can be undone, line endings as a step of their own", async () => {
  const model = tidied("a  \nb", { trim: true, finalNewline: true, endOfLine: "crlf" });
  expect(model.getValue()).toBe("a\r\nb\r\n");
  await model.undo();
  expect(model.getValue()).toBe("a  \r\nb");
  await model.undo();
  expect(model.getValue()).toBe("a  \nb");
});

test("a text that is in form already gets no step to undo", () => {
  const model = tidied("a\n", { trim: true, finalNewline: true, endOfLine: "lf" });
  expect(model.canUndo()).toBe(false);
});
