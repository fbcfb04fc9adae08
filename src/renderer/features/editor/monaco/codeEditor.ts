import { editor, type IDisposable, KeyCode } from "monaco-editor/editor";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import { cursorStatus } from "../cursorStatus.ts";

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily:
    'ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 12.5,
  lineHeight: 20,
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: "line",
  overviewRulerLanes: 2,
  smoothScrolling: false,
  cursorBlinking: "solid",
  guides: { indentation: true, bracketPairs: false },
  // Without a language server these are only equal words, keywords among them.
  occurrencesHighlight: "off",
  stickyScroll: { enabled: true, maxLineCount: 3 },
  lineNumbersMinChars: 4,
  folding: true,
  showFoldingControls: "mouseover",
  tabSize: 2,
  // A file's unusual line terminators are its own business; saving must not change them.
  unusualLineTerminators: "off",
  fixedOverflowWidgets: true,
  wordBasedSuggestions: "currentDocument",
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  accessibilitySupport: "auto",
};

export interface EditorPlace {
  readonly line: number;
  readonly column: number;
}

/** The one text editor of the window; files come and go in it with their scroll and cursor. */
export class CodeEditor implements Disposable {
  readonly #editor: editor.IStandaloneCodeEditor;
  readonly #views = new Map<editor.ITextModel, editor.ICodeEditorViewState>();
  readonly #listening: IDisposable[];

  constructor(host: HTMLElement) {
    this.#editor = editor.create(host, { ...OPTIONS, model: null });
    // Studio has a command palette of its own.
    editor.addKeybindingRule({ keybinding: KeyCode.F1, command: null });
    this.#listening = [
      this.#editor.onDidChangeCursorSelection(() => this.#tellCursor()),
      this.#editor.onDidChangeModel(() => this.#tellCursor()),
    ];
  }

  /** Shows a model where it was left, or at a place. */
  show(
    model: editor.ITextModel | null,
    options: { label: FilePath | ""; readOnly: boolean },
  ): void {
    const before = this.#editor.getModel();
    if (before !== model) {
      const view = this.#editor.saveViewState();
      if (before !== null && view !== null) this.#keepView(before, view);
      this.#editor.setModel(model);
      const known = model === null ? undefined : this.#views.get(model);
      if (known !== undefined) this.#editor.restoreViewState(known);
    }
    this.#editor.updateOptions({
      readOnly: options.readOnly,
      domReadOnly: options.readOnly,
      ariaLabel: options.label,
    });
  }

  goTo(place: EditorPlace): void {
    const position = { lineNumber: place.line, column: place.column };
    this.#editor.setPosition(position);
    this.#editor.revealPositionInCenterIfOutsideViewport(position);
  }

  focus(): void {
    this.#editor.focus();
  }

  setWordWrap(wrap: boolean): void {
    this.#editor.updateOptions({ wordWrap: wrap ? "on" : "off" });
  }

  /** Runs one of Monaco's own actions. */
  run(action: string): void {
    this.#editor.focus();
    void this.#editor.getAction(action)?.run();
  }

  [Symbol.dispose](): void {
    for (const listening of this.#listening) listening.dispose();
    this.#editor.dispose();
    cursorStatus.setState(null, true);
  }

  #keepView(model: editor.ITextModel, view: editor.ICodeEditorViewState): void {
    if (model.isDisposed()) return;
    this.#views.set(model, view);
    const forget = model.onWillDispose(() => {
      forget.dispose();
      this.#views.delete(model);
    });
  }

  #tellCursor(): void {
    const model = this.#editor.getModel();
    const position = this.#editor.getPosition();
    if (model === null || position === null) {
      cursorStatus.setState(null, true);
      return;
    }
    const selections = this.#editor.getSelections() ?? [];
    const selected = selections.reduce((sum, range) => sum + model.getValueLengthInRange(range), 0);
    const eol = model.getEOL() === "\n" ? "LF" : "CRLF";
    cursorStatus.setState(
      { line: position.lineNumber, column: position.column, selected, eol },
      true,
    );
  }
}
