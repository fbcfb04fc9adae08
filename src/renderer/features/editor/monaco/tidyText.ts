import { editor } from "monaco-editor/editor";

export interface TidyRules {
  /** Take blanks off the ends of lines. */
  readonly trim: boolean;
  /** Whether the text ends with a line break; null leaves its end. An empty text stays empty. */
  readonly finalNewline: boolean | null;
  readonly endOfLine: "lf" | "crlf" | null;
  /** Leaves the blanks of lines that a cursor stands in. */
  readonly sparesCursors: boolean;
}

/** Brings a text to the given form by undoable edits; cursors stay where they are. */
export function tidyText(model: editor.ITextModel, rules: TidyRules): void {
  const eol = rules.endOfLine === null ? null : rules.endOfLine === "lf" ? "\n" : "\r\n";
  // A step of its own: Monaco undoes edits by offsets, which other line endings shift.
  if (eol !== null) setLineEnding(model, eol);
  const edits = [
    ...(rules.trim ? trimming(model, rules.sparesCursors ? cursorLines(model) : new Set()) : []),
    ...ending(model, rules.finalNewline),
  ];
  if (edits.length === 0) return;
  model.pushStackElement();
  model.pushEditOperations(null, edits, () => null);
  model.pushStackElement();
}

/** Gives the whole text one kind of line ending, as one undoable step. */
export function setLineEnding(model: editor.ITextModel, eol: "\n" | "\r\n"): void {
  if (model.getEOL() === eol) return;
  const { LF, CRLF } = editor.EndOfLineSequence;
  model.pushStackElement();
  model.pushEOL(eol === "\n" ? LF : CRLF);
  model.pushStackElement();
}

function cursorLines(model: editor.ITextModel): ReadonlySet<number> {
  const editors = editor.getEditors().filter((each) => each.getModel() === model);
  const selections = editors.flatMap((each) => each.getSelections() ?? []);
  return new Set(selections.map((selection) => selection.positionLineNumber));
}

function trimming(
  model: editor.ITextModel,
  spared: ReadonlySet<number>,
): editor.IIdentifiedSingleEditOperation[] {
  const edits: editor.IIdentifiedSingleEditOperation[] = [];
  for (let line = 1; line <= model.getLineCount(); line++) {
    const from = model.getLineLastNonWhitespaceColumn(line) || 1;
    const to = model.getLineMaxColumn(line);
    if (from < to && !spared.has(line)) edits.push(deletion(line, from, line, to));
  }
  return edits;
}

function ending(
  model: editor.ITextModel,
  finalNewline: boolean | null,
): editor.IIdentifiedSingleEditOperation[] {
  const last = model.getLineCount();
  const column = model.getLineMaxColumn(last);
  if (finalNewline === null || (last === 1 && column === 1)) return [];
  if (finalNewline) {
    if (column === 1) return [];
    return [{ ...deletion(last, column, last, column), text: "\n" }];
  }
  let line = last;
  while (line > 1 && model.getLineMaxColumn(line) === 1) line--;
  return line === last ? [] : [deletion(line, model.getLineMaxColumn(line), last, column)];
}

function deletion(
  startLineNumber: number,
  startColumn: number,
  endLineNumber: number,
  endColumn: number,
): editor.IIdentifiedSingleEditOperation {
  return { range: { startLineNumber, startColumn, endLineNumber, endColumn }, text: "" };
}
