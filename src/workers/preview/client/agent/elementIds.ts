import type { ElementId } from "../../../../common/apps/pageElement.ts";

/** Names for elements, as long as the document lives. An element that went is let go of. */
export class ElementIds {
  readonly #ids = new WeakMap<Element, ElementId>();
  readonly #elements = new Map<ElementId, WeakRef<Element>>();
  readonly #gone = new FinalizationRegistry<ElementId>((id) => this.#elements.delete(id));
  #last = 0;

  idOf(element: Element): ElementId {
    const known = this.#ids.get(element);
    if (known !== undefined) return known;
    this.#last += 1;
    const id: ElementId = `e${this.#last}`;
    this.#ids.set(element, id);
    this.#elements.set(id, new WeakRef(element));
    this.#gone.register(element, id);
    return id;
  }

  /** Undefined for an element nobody asked about. */
  known(element: Element): ElementId | undefined {
    return this.#ids.get(element);
  }

  /** Undefined when it is not in the document any more. */
  find(id: ElementId): Element | undefined {
    const element = this.#elements.get(id)?.deref();
    return element?.isConnected === true ? element : undefined;
  }
}
