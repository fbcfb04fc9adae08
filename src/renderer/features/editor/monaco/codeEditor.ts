import { editor, type IDisposable, KeyCode } from "monaco-editor/editor";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import { cursorStatus } from "../cursorStatus.ts";
import { setLineEnding } from "./tidyText.ts";
import { type LineBase, LineMarks } from "./lineMarks.ts";
import { EDITOR_OPTIONS } from "./editorOptions.ts";

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ...EDITOR_OPTIONS,
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: "line",
  overviewRulerLanes: 2,
  guides: { indentation: true, bracketPairs: false },
  // Without a language server these are only equal words, keywords among them.
  occurrencesHighlight: "off",
  stickyScroll: { enabled: true, maxLineCount: 3 },
  folding: true,
  showFoldingControls: "mouseover",
  tabSize: 2,
  wordBasedSuggestions: "currentDocument",
};

export interface EditorPlace {
  readonly line: number;
  readonly column: number;
}

/** Where each file was left last, in whichever editor: a new editor begins there. */
const lastViews = new WeakMap<editor.ITextModel, editor.ICodeEditorViewState>();

/** The text editor of one group of tabs; files come and go in it with their scroll and cursor. */
export class CodeEditor implements Disposable {
  readonly #editor: editor.IStandaloneCodeEditor;
  readonly #views = new Map<editor.ITextModel, editor.ICodeEditorViewState>();
  readonly #listening: IDisposable[];
  readonly #marks: LineMarks;
  #leads = false;

  constructor(host: HTMLElement) {
    this.#editor = editor.create(host, { ...OPTIONS, model: null });
    this.#marks = new LineMarks(this.#editor);
    // Studio has a command palette of its own.
    editor.addKeybindingRule({ keybinding: KeyCode.F1, command: null });
    this.#listening = [
      this.#editor.onDidChangeCursorSelection(() => this.#tellCursor()),
      this.#editor.onDidChangeModel(() => this.#tellCursor()),
      this.#editor.onDidChangeModelOptions(() => this.#tellCursor()),
      this.#editor.onDidChangeModelContent(({ isEolChange }) => {
        if (isEolChange) this.#tellCursor();
      }),
    ];
  }

  /** Shows a model where it was left, or at a place. */
  show(
    model: editor.ITextModel | null,
    options: { label: FilePath | ""; readOnly: boolean },
  ): void {
    const before = this.#editor.getModel();
    if (before !== model) {
      this.#leaveModel();
      this.#editor.setModel(model);
      const known = model === null ? undefined : (this.#views.get(model) ?? lastViews.get(model));
      if (known !== undefined) this.#editor.restoreViewState(known);
    }
    this.#editor.updateOptions({
      readOnly: options.readOnly,
      domReadOnly: options.readOnly,
      ariaLabel: options.label,
    });
  }

  /** The leading editor is the one whose cursor the status bar tells. */
  lead(leads: boolean): void {
    this.#leads = leads;
    if (leads) this.#tellCursor();
  }

  /** Marks the lines that differ from a version of the file that is shown. */
  compareLines(base: LineBase | null): void {
    this.#marks.setBase(base);
  }

  stepToChange(to: "next" | "previous"): void {
    this.#marks.step(to);
  }

  goTo(place: EditorPlace): void {
    const position = { lineNumber: place.line, column: place.column };
    this.#editor.setPosition(position);
    this.#editor.revealLineInCenterIfOutsideViewport(place.line);
    // Aside only where the column would not be seen: the start of the line says what it is.
    const offset = this.#editor.getOffsetForColumn(place.line, place.column);
    if (offset > this.#editor.getLayoutInfo().contentWidth) this.#editor.revealPosition(position);
    else this.#editor.setScrollLeft(0);
  }

  focus(): void {
    this.#editor.focus();
  }

  /** What the main cursor has selected; the empty string when nothing. */
  selectedText(): string {
    const range = this.#editor.getSelection();
    const model = this.#editor.getModel();
    return range === null || model === null ? "" : model.getValueInRange(range);
  }

  setWordWrap(wrap: boolean): void {
    this.#editor.updateOptions({ wordWrap: wrap ? "on" : "off" });
  }

  /** Gives the whole text one kind of line ending, as an edit that can be undone. */
  setLineEnding(eol: "LF" | "CRLF"): void {
    const model = this.#editor.getModel();
    if (model !== null) setLineEnding(model, eol === "LF" ? "\n" : "\r\n");
  }

  /** How the next lines are indented; what is there stays as it is. */
  setIndentation(indent: { readonly spaces: boolean; readonly size: number }): void {
    const { spaces: insertSpaces, size } = indent;
    this.#editor.getModel()?.updateOptions({ insertSpaces, tabSize: size, indentSize: size });
  }

  /** Runs one of Monaco's own actions. */
  run(action: string): void {
    this.#editor.focus();
    void this.#editor.getAction(action)?.run();
  }

  [Symbol.dispose](): void {
    this.#leaveModel();
    this.#marks[Symbol.dispose]();
    for (const listening of this.#listening) listening.dispose();
    this.#editor.dispose();
    if (this.#leads) cursorStatus.setState(null, true);
  }

  #leaveModel(): void {
    const model = this.#editor.getModel();
    const view = this.#editor.saveViewState();
    if (model !== null && view !== null) this.#keepView(model, view);
  }

  #keepView(model: editor.ITextModel, view: editor.ICodeEditorViewState): void {
    if (model.isDisposed()) return;
    lastViews.set(model, view);
    const isKnown = this.#views.has(model);
    this.#views.set(model, view);
    if (isKnown) return;
    const forget = model.onWillDispose(() => {
      forget.dispose();
      this.#views.delete(model);
    });
  }

  #tellCursor(): void {
    if (!this.#leads) return;
    const model = this.#editor.getModel();
    const position = this.#editor.getPosition();
    if (model === null || position === null) {
      cursorStatus.setState(null, true);
      return;
    }
    const selections = this.#editor.getSelections() ?? [];
    const selected = selections.reduce((sum, range) => sum + model.getValueLengthInRange(range), 0);
    const [first] = selections.filter((range) => !range.isEmpty());
    const selectedLines =
      first === undefined ? null : { first: first.startLineNumber, last: first.endLineNumber };
    const eol = model.getEOL() === "\n" ? "LF" : "CRLF";
    const { insertSpaces: spaces, indentSize: size } = model.getOptions();
    const indent = { spaces, size };
    cursorStatus.setState(
      { line: position.lineNumber, column: position.column, selected, selectedLines, eol, indent },
      true,
    );
  }
}
