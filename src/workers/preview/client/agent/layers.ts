import type { ElementId, LayerNode } from "../../../../common/apps/pageElement.ts";
import { type ElementRefs, layerChildren } from "./elementRefs.ts";
import type { Outbox } from "./outbox.ts";

const TELL_MS = 200;
const MAX_TOLD = 100;
const MAX_CHILDREN = 5000;

/** The tree of the page, a level at a time, and word of its changes while somebody looks. */
export class Layers {
  readonly #refs: ElementRefs;
  readonly #outbox: Outbox;
  readonly #changed = new Set<Element>();
  #observer: MutationObserver | null = null;
  #isDue = false;

  constructor(refs: ElementRefs, outbox: Outbox) {
    this.#refs = refs;
    this.#outbox = outbox;
  }

  /** Of an element that is gone: none. */
  childrenOf(id: ElementId | null): LayerNode[] {
    const element = id === null ? document.body : this.#refs.ids.find(id);
    if (element === null || element === undefined) return [];
    return layerChildren(element)
      .slice(0, MAX_CHILDREN)
      .map((child) => this.#refs.layerOf(child));
  }

  /** From the body's child down to the element. */
  pathTo(id: ElementId): LayerNode[] {
    const path: LayerNode[] = [];
    let element = this.#refs.ids.find(id) ?? null;
    while (element !== null && element !== document.body && element !== document.documentElement) {
      path.unshift(this.#refs.layerOf(element));
      element = element.parentElement;
    }
    return path;
  }

  watch(on: boolean): void {
    this.#observer?.disconnect();
    this.#observer = null;
    if (!on) return;
    this.#observer = new MutationObserver((records) => {
      for (const { target } of records) if (target instanceof Element) this.#changed.add(target);
      if (this.#isDue) return;
      this.#isDue = true;
      setTimeout(() => this.#tell(), TELL_MS);
    });
    this.#observer.observe(document.body, { childList: true, subtree: true });
  }

  #tell(): void {
    this.#isDue = false;
    const all = [...this.#changed];
    this.#changed.clear();
    // What Studio never asked about, it does not show.
    const ids = all.flatMap((element) => {
      if (element === document.body) return [];
      return this.#refs.ids.known(element) ?? [];
    });
    const tooMany = ids.length > MAX_TOLD || all.includes(document.body);
    if (tooMany) this.#outbox.send({ type: "layers", of: null });
    else if (ids.length > 0) this.#outbox.send({ type: "layers", of: ids });
  }
}
