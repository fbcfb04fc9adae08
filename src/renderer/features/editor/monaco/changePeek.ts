import { editor } from "monaco-editor/editor";
import { formatNumber } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import type { LineChange } from "../../../../common/base/lineDiff.ts";

const words = text.editor.lineChanges;

export interface PeekedChange {
  readonly change: LineChange;
  /** The lines as they were. */
  readonly old: readonly string[];
  readonly title: string;
  readonly onRevert: () => void;
  readonly onStep: (to: "next" | "previous") => void;
  readonly onClose: () => void;
}

const MAX_SHOWN = 14;

/** What changed lines were, between the lines of an editor. */
export class ChangePeek implements Disposable {
  readonly change: LineChange;
  readonly #editor: editor.IStandaloneCodeEditor;
  #zone = "";

  constructor(shownIn: editor.IStandaloneCodeEditor, peeked: PeekedChange) {
    this.change = peeked.change;
    this.#editor = shownIn;
    const language = shownIn.getModel()?.getLanguageId() ?? "plaintext";
    const domNode = peekNode(peeked, language);
    // A zone is as wide as the longest line: what is in it stays as wide as what is in sight.
    const { contentWidth, verticalScrollbarWidth } = shownIn.getLayoutInfo();
    domNode.style.setProperty("--shown-width", `${contentWidth - verticalScrollbarWidth}px`);
    // Text lines lie over zones, and would take the clicks.
    domNode.style.zIndex = "10";
    const { start, count } = peeked.change;
    shownIn.changeViewZones((zones) => {
      this.#zone = zones.addZone({
        afterLineNumber: start + count,
        heightInPx: 34 + 20 * Math.min(MAX_SHOWN, Math.max(1, peeked.old.length)) + 10,
        domNode,
        suppressMouseDown: true,
      });
    });
  }

  [Symbol.dispose](): void {
    this.#editor.changeViewZones((zones) => zones.removeZone(this.#zone));
  }
}

function peekNode(peeked: PeekedChange, language: string): HTMLElement {
  const { change, old, title, onRevert, onStep, onClose } = peeked;
  const node = element("div", "studio-peek");
  node.role = "region";
  node.ariaLabel = title;
  const bar = element("div", "studio-peek-bar");
  bar.append(
    element("strong", "", title),
    element("span", "studio-peek-removed", words.removed(formatNumber(change.oldCount))),
    element("span", "studio-peek-added", words.added(formatNumber(change.count))),
    element("span", "studio-peek-space"),
    button(words.previous, () => onStep("previous")),
    button(words.next, () => onStep("next")),
    button(words.revert, onRevert),
    button(words.close, onClose),
  );
  node.append(bar, old.length === 0 ? element("p", "", words.nothing) : oldText(old, language));
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onClose();
  });
  return node;
}

function oldText(old: readonly string[], language: string): HTMLElement {
  const pre = element("pre", "", old.join("\n"));
  pre.tabIndex = 0;
  void editor.colorizeElement(pre, { mimeType: language, theme: "studio" });
  return pre;
}

function button(label: string, run: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", run);
  return made;
}

function element(tag: string, className: string, content = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = content;
  return made;
}
