import type { StudioMessage } from "../../../../../common/apps/bridge.ts";
import type { ElementId, SourcePlace } from "../../../../../common/apps/pageElement.ts";
import { type ElementRefs, layerChildren } from "../elementRefs.ts";
import type { Outbox } from "../outbox.ts";
import { elementAt, elementsWithin } from "../react/instances.ts";
import { followAlt } from "./altKey.ts";
import { type Outline, Outlines } from "./outlines.ts";
import { PointerTrap } from "./pointerTrap.ts";

const HOVER_NOTE_MS = 80;
const CHECK_MS = 400;
const MAX_SELECTED = 200;
const MAX_HIGHLIGHTED = 100;

interface Selected {
  element: Element;
  /** Where it came from, to find it again when the page makes it anew. */
  place: SourcePlace | null;
  instance: number;
}

type Highlight = Extract<StudioMessage, { type: "highlight" }>["places"];

/** Inspect mode, hover and selection of one page. */
export class Inspector {
  readonly #refs: ElementRefs;
  readonly #outbox: Outbox;
  readonly #outlines = new Outlines();
  readonly #trap: PointerTrap;
  #isOn = false;
  #altHeld = false;
  #hovered: Element | null = null;
  #selected: Selected[] = [];
  #told = "";
  #highlighted: Element[] = [];
  #hoverNote: number | undefined;
  #check: number | undefined;

  constructor(refs: ElementRefs, outbox: Outbox) {
    this.#refs = refs;
    this.#outbox = outbox;
    this.#trap = new PointerTrap({
      onHover: (element) => this.#hover(element),
      onPick: (element, { add }) => this.#pick(element, add),
      onWalk: (to) => this.walk(to),
      onLeave: () => this.#leave(),
    });
  }

  start(): void {
    followAlt((held) => {
      this.#altHeld = held;
      this.#setTrap();
    });
  }

  setOn(on: boolean): void {
    this.#isOn = on;
    this.#setTrap();
  }

  /** From Studio: outlines an element that the pointer is not over. */
  outline(id: ElementId | null): void {
    this.#hovered = id === null ? null : (this.#refs.ids.find(id) ?? null);
    this.#draw();
  }

  select(ids: readonly ElementId[], reveal: boolean): void {
    const elements = ids.flatMap((id) => this.#refs.ids.find(id) ?? []);
    if (reveal) elements[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#setSelected(elements, false);
  }

  walk(to: "parent" | "child" | "next" | "previous"): void {
    const from = this.#selected.at(-1)?.element;
    const next = from === undefined ? undefined : neighbour(from, to);
    if (next === undefined) return;
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#setSelected([next], false);
  }

  highlight(places: Highlight): void {
    this.#highlighted = places.flatMap((place) =>
      elementsWithin(place, this.#refs.locator, MAX_HIGHLIGHTED),
    );
    this.#draw();
  }

  #setTrap(): void {
    this.#trap.set(this.#isOn || this.#altHeld);
  }

  #leave(): void {
    this.#altHeld = false;
    this.#isOn = false;
    this.#setTrap();
    this.#outbox.send({ type: "inspecting", on: false });
  }

  #hover(element: Element | null): void {
    if (element === this.#hovered) return;
    this.#hovered = element;
    this.#draw();
    // The outline is what has to follow the pointer; Studio's panel may come after it.
    clearTimeout(this.#hoverNote);
    this.#hoverNote = window.setTimeout(() => {
      const ref = element?.isConnected === true ? this.#refs.refOf(element) : null;
      this.#outbox.send({ type: "hovered", element: ref });
    }, HOVER_NOTE_MS);
  }

  #pick(element: Element, add: boolean): void {
    const chosen = this.#selected.map((selected) => selected.element);
    if (!add) return this.#setSelected([element], true);
    const without = chosen.filter((other) => other !== element);
    this.#setSelected(without.length < chosen.length ? without : [...chosen, element], false);
  }

  #setSelected(elements: readonly Element[], open: boolean): void {
    const refs = this.#refs.refsOf(elements.slice(0, MAX_SELECTED));
    this.#selected = refs.map(({ source, instance }, i) => ({
      element: elements[i] ?? document.body,
      place: source,
      instance,
    }));
    this.#told = JSON.stringify(refs);
    this.#outbox.send({ type: "selected", elements: refs, open });
    this.#draw();
    clearInterval(this.#check);
    if (refs.length > 0) this.#check = window.setInterval(() => this.#refresh(), CHECK_MS);
  }

  /** The page may have changed what is selected, or made it anew. */
  #refresh(): void {
    const found = this.#selected.flatMap((selected) => {
      if (selected.element.isConnected) return [selected];
      const { place, instance } = selected;
      const again = place === null ? undefined : elementAt(place, instance, this.#refs.locator);
      return again === undefined ? [] : [{ ...selected, element: again }];
    });
    const refs = this.#refs.refsOf(found.map(({ element }) => element));
    const told = JSON.stringify(refs);
    if (told === this.#told) return;
    this.#told = told;
    this.#selected = refs.map(({ source, instance }, i) => ({
      element: found[i]?.element ?? document.body,
      place: source,
      instance,
    }));
    this.#outbox.send({ type: "changed", elements: refs });
    this.#draw();
  }

  #draw(): void {
    const outlines: Outline[] = [
      ...this.#highlighted.map((element) => ({ element, kind: "highlight" as const, label: null })),
      ...this.#selected.map(({ element }) => ({
        element,
        kind: "selected" as const,
        label: this.#selected.length === 1 ? this.#labelOf(element) : null,
      })),
    ];
    const { element } = this.#selected.at(-1) ?? { element: null };
    if (this.#hovered !== null && this.#hovered !== element) {
      outlines.push({ element: this.#hovered, kind: "hover", label: this.#labelOf(this.#hovered) });
    }
    this.#outlines.show(outlines);
  }

  #labelOf(element: Element): string {
    const component = this.#refs.componentOf(element);
    return component === null ? element.localName : `${component} · ${element.localName}`;
  }
}

function neighbour(
  from: Element,
  to: "parent" | "child" | "next" | "previous",
): Element | undefined {
  const parent = from.parentElement;
  if (to === "parent")
    return parent === document.documentElement ? undefined : (parent ?? undefined);
  if (to === "child") return layerChildren(from)[0];
  if (parent === null) return undefined;
  const siblings = layerChildren(parent);
  return siblings[siblings.indexOf(from) + (to === "next" ? 1 : -1)];
}
