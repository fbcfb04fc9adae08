import { editor, type IDisposable } from "monaco-editor/editor";
import { diffLines, type LineChange } from "../../../../common/base/lineDiff.ts";
import { ChangePeek } from "./changePeek.ts";

export interface LineBase {
  /** Names the version the lines are compared with. */
  readonly title: string;
  readonly text: string;
}

const MARK_AFTER_MS = 120;
/** Comparing more lines would be felt while typing. */
const MAX_LINES = 20_000;

/** Marks lines in an editor's gutter that differ from another version, and shows what they were. */
export class LineMarks implements Disposable {
  readonly #editor: editor.IStandaloneCodeEditor;
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #listening: readonly IDisposable[];
  #base: LineBase | null = null;
  #oldLines: readonly string[] = [];
  #changes: readonly LineChange[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #peek: ChangePeek | undefined;

  constructor(marked: editor.IStandaloneCodeEditor) {
    this.#editor = marked;
    this.#marks = marked.createDecorationsCollection();
    this.#listening = [
      marked.onDidChangeModelContent(() => this.#markLater()),
      marked.onDidChangeModel(() => this.setBase(null)),
      marked.onMouseDown(({ target }) => {
        if (target.type !== editor.MouseTargetType.GUTTER_LINE_DECORATIONS) return;
        if (target.element?.classList.contains(MARK) === true)
          this.#open(target.range.startLineNumber);
      }),
    ];
  }

  /** Compares with this version from now on; null marks nothing. */
  setBase(base: LineBase | null): void {
    this.#base = base;
    this.#oldLines = base === null ? [] : base.text.split(/\r\n|\r|\n/);
    this.#mark();
  }

  /** Goes to the next or previous changed lines, round the end, and shows what they were. */
  step(to: "next" | "previous"): void {
    const line = (this.#editor.getPosition()?.lineNumber ?? 1) - 1;
    const { next, previous } = around(this.#changes, line);
    const change = to === "next" ? next : previous;
    if (change === undefined) return;
    const lineNumber = change.start + 1;
    this.#editor.setPosition({ lineNumber, column: 1 });
    this.#editor.revealLineInCenterIfOutsideViewport(lineNumber);
    this.#show(change);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#close();
    for (const listening of this.#listening) listening.dispose();
  }

  #markLater(): void {
    this.#close();
    if (this.#base === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#mark(), MARK_AFTER_MS);
  }

  #mark(): void {
    clearTimeout(this.#timer);
    this.#close();
    const model = this.#editor.getModel();
    const isMarked = this.#base !== null && model !== null && model.getLineCount() <= MAX_LINES;
    this.#changes = isMarked ? diffLines(this.#oldLines, model.getLinesContent()) : [];
    this.#marks.set(this.#changes.map(toDecoration));
  }

  #open(lineNumber: number): void {
    const line = lineNumber - 1;
    const change = this.#changes.find(({ start, count }) =>
      // The mark of removed lines stands on the line before them.
      count === 0 ? line === Math.max(0, start - 1) : line >= start && line < start + count,
    );
    const isShown = change !== undefined && this.#peek?.change === change;
    if (isShown) this.#close();
    else if (change !== undefined) this.#show(change);
  }

  #show(change: LineChange): void {
    this.#close();
    if (this.#base === null) return;
    const { oldStart, oldCount } = change;
    const old = this.#oldLines.slice(oldStart, oldStart + oldCount);
    this.#peek = new ChangePeek(this.#editor, {
      change,
      old,
      title: this.#base.title,
      onRevert: () => this.#revert(change, old),
      onStep: (to) => this.step(to),
      onClose: () => {
        this.#close();
        this.#editor.focus();
      },
    });
  }

  #close(): void {
    this.#peek?.[Symbol.dispose]();
    this.#peek = undefined;
  }

  #revert({ start, count }: LineChange, old: readonly string[]): void {
    const model = this.#editor.getModel();
    if (model === null) return;
    this.#editor.pushUndoStop();
    this.#editor.executeEdits("revert", [replacement(model, { start, count }, old)]);
    this.#editor.pushUndoStop();
    this.#mark();
    this.#editor.focus();
  }
}

const MARK = "studio-line-mark";

function toDecoration({ oldCount, start, count }: LineChange): editor.IModelDeltaDecoration {
  const kind = count === 0 ? "removed" : oldCount === 0 ? "added" : "changed";
  const colour = { added: "--ok", changed: "--info", removed: "--err" }[kind];
  const range = {
    startLineNumber: Math.max(1, count === 0 ? start : start + 1),
    startColumn: 1,
    endLineNumber: Math.max(1, start + count),
    endColumn: 1,
  };
  return {
    range,
    options: {
      linesDecorationsClassName: `${MARK} ${MARK}-${kind === "removed" && start === 0 ? "removed-top" : kind}`,
      overviewRuler: {
        color: getComputedStyle(document.documentElement).getPropertyValue(colour).trim(),
        position: editor.OverviewRulerLane.Left,
      },
    },
  };
}

function around(
  changes: readonly LineChange[],
  line: number,
): { readonly next: LineChange | undefined; readonly previous: LineChange | undefined } {
  return {
    next: changes.find(({ start }) => start > line) ?? changes[0],
    previous: changes.findLast(({ start }) => start < line) ?? changes.at(-1),
  };
}

/** Whole lines, so that the break before or after them goes with them. */
function replacement(
  model: editor.ITextModel,
  { start, count }: { readonly start: number; readonly count: number },
  old: readonly string[],
): editor.IIdentifiedSingleEditOperation {
  const text = old.join("\n");
  const lines = model.getLineCount();
  const first = start + 1;
  const last = start + count;
  if (count > 0 && old.length > 0) {
    const endColumn = model.getLineMaxColumn(last);
    return { range: rangeOf(first, 1, last, endColumn), text };
  }
  if (count === 0) {
    if (first <= lines) return { range: rangeOf(first, 1, first, 1), text: `${text}\n` };
    const end = model.getLineMaxColumn(lines);
    return { range: rangeOf(lines, end, lines, end), text: `\n${text}` };
  }
  if (last < lines) return { range: rangeOf(first, 1, last + 1, 1), text: "" };
  const before = Math.max(1, start);
  return {
    range: rangeOf(
      before,
      start === 0 ? 1 : model.getLineMaxColumn(before),
      last,
      model.getLineMaxColumn(last),
    ),
    text: "",
  };
}

function rangeOf(
  startLineNumber: number,
  startColumn: number,
  endLineNumber: number,
  endColumn: number,
): editor.IIdentifiedSingleEditOperation["range"] {
  return { startLineNumber, startColumn, endLineNumber, endColumn };
}
