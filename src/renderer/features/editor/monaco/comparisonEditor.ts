import { editor, type IDisposable } from "monaco-editor/editor";
import { fileLanguage } from "../fileLanguage.ts";
import { EDITOR_OPTIONS } from "./editorOptions.ts";

export interface Compared {
  /** Decides the language of texts. */
  readonly path: string;
  readonly left: string;
  /** A text is only shown; a model is an open file and can be edited. */
  readonly right: string | editor.ITextModel;
  readonly inline: boolean;
  /** Names both sides to a screen reader. */
  readonly labels: readonly [string, string];
}

/** Two versions of a text beside or below each other, with what differs marked. */
export class ComparisonEditor implements Disposable {
  readonly #diff: editor.IStandaloneDiffEditor;
  readonly #own: IDisposable[] = [];

  constructor(host: HTMLElement, compared: Compared, onChanges: (count: number) => void) {
    const { path, left, right, inline, labels } = compared;
    const language = fileLanguage(path).id;
    const owned = (text: string): editor.ITextModel => {
      const model = editor.createModel(text, language);
      this.#own.push(model);
      return model;
    };
    const isEditable = typeof right !== "string";
    this.#diff = editor.createDiffEditor(host, {
      ...EDITOR_OPTIONS,
      renderSideBySide: !inline,
      renderSideBySideInlineBreakpoint: 560,
      renderOverviewRuler: true,
      originalEditable: false,
      readOnly: !isEditable,
      domReadOnly: !isEditable,
      renderMarginRevertIcon: isEditable,
      hideUnchangedRegions: { enabled: true },
      originalAriaLabel: labels[0],
      modifiedAriaLabel: labels[1],
      padding: { top: 4, bottom: 4 },
    });
    const modified = typeof right === "string" ? owned(right) : right;
    this.#diff.setModel({ original: owned(left), modified });
    const tell = this.#diff.onDidUpdateDiff(() => {
      const changes = this.#diff.getLineChanges();
      if (changes !== null) onChanges(changes.length);
    });
    this.#own.unshift(tell);
  }

  /** Goes to the next or previous change, round the end. */
  step(to: "next" | "previous"): void {
    this.#diff.goToDiff(to);
  }

  showFirst(): void {
    this.#diff.revealFirstDiff();
  }

  setInline(inline: boolean): void {
    this.#diff.updateOptions({ renderSideBySide: !inline });
  }

  focus(): void {
    this.#diff.getModifiedEditor().focus();
  }

  [Symbol.dispose](): void {
    // The editor first: it complains about models that go while it shows them.
    this.#diff.dispose();
    for (const own of this.#own) own.dispose();
  }
}
