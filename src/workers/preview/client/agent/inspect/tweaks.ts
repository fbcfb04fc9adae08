import type { StudioMessage } from "../../../../../common/apps/bridge.ts";
import type { ElementIds } from "../elementIds.ts";

type Tweak = Extract<StudioMessage, { type: "tweak" }>;

/** Changes that are shown while somebody tries them, and were never written. */
export class Tweaks {
  readonly #ids: ElementIds;
  #undo: (() => void)[] = [];

  constructor(ids: ElementIds) {
    this.#ids = ids;
  }

  show({ ids, styles, classes, text }: Tweak): void {
    for (const undo of this.#undo.splice(0).toReversed()) undo();
    for (const element of ids.flatMap((id) => this.#ids.find(id) ?? [])) {
      if (element instanceof HTMLElement || element instanceof SVGElement) {
        for (const [property, value] of styles) this.#setStyle(element, property, value);
      }
      if (classes !== null) this.#setClasses(element, classes);
      if (text !== null) this.#setText(element, text);
    }
  }

  #setStyle(element: HTMLElement | SVGElement, property: string, value: string): void {
    const before = element.style.getPropertyValue(property);
    const priority = element.style.getPropertyPriority(property);
    element.style.setProperty(property, value, "important");
    this.#undo.push(() => element.style.setProperty(property, before, priority));
  }

  /** Takes back only what it did itself: the app may have changed others meanwhile. */
  #setClasses(element: Element, { add, remove }: NonNullable<Tweak["classes"]>): void {
    const added = add.filter((name) => isClass(name) && !element.classList.contains(name));
    const removed = remove.filter((name) => isClass(name) && element.classList.contains(name));
    element.classList.remove(...removed);
    element.classList.add(...added);
    this.#undo.push(() => {
      element.classList.remove(...added);
      element.classList.add(...removed);
    });
  }

  /** Through the text node React knows: one it did not make would break its next render. */
  #setText(element: Element, text: string): void {
    const nodes = [...element.childNodes].filter((node) => node instanceof Text);
    const [only] = nodes;
    if (only === undefined || nodes.length > 1) return;
    const before = only.data;
    only.data = text;
    this.#undo.push(() => {
      if (only.data === text) only.data = before;
    });
  }
}

function isClass(name: string): boolean {
  return name !== "" && !/\s/.test(name);
}
