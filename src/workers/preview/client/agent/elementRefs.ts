import type {
  BoxModel,
  Edges,
  ElementRef,
  LayerNode,
  PageRect,
} from "../../../../common/apps/pageElement.ts";
import type { ElementIds } from "./elementIds.ts";
import { componentName, currentPath, type Fiber, fiberOf, isFiber } from "./react/fibers.ts";
import { instanceOf } from "./react/instances.ts";
import type { Locator } from "./react/locate.ts";
import { ownersOf } from "./react/owners.ts";

const MAX_NAME = 200;
const MAX_TEXT = 400;
const MAX_CLASSES = 200;

/** Describes elements for Studio. */
export class ElementRefs {
  readonly ids: ElementIds;
  readonly locator: Locator;

  constructor(ids: ElementIds, locator: Locator) {
    this.ids = ids;
    this.locator = locator;
  }

  refOf(element: Element): ElementRef {
    const { source, noSource, fiber, own } = this.locator.locate(element);
    const owners = ownersOf(own, this);
    const counted =
      fiber === null || source === null
        ? { instance: 0, instances: 1 }
        : instanceOf(fiber, source, this.locator);
    return {
      id: this.ids.idOf(element),
      tag: tagOf(element),
      component: owners[0]?.name ?? null,
      source,
      noSource,
      owners,
      classes: classesOf(element),
      text: ownText(element),
      rect: rectOf(element),
      box: boxOf(element),
      ...counted,
    };
  }

  /** The nearest component that drew an element, without all the rest. */
  componentOf(element: Element): string | null {
    const owner = fiberOf(element)?._debugOwner;
    if (owner === null || owner === undefined) return null;
    return isFiber(owner) ? componentName(owner) : (owner.name ?? null);
  }

  refsOf(elements: readonly Element[]): ElementRef[] {
    return elements.map((element) => this.refOf(element));
  }

  layerOf(element: Element): LayerNode {
    const { source } = this.locator.locate(element);
    return {
      id: this.ids.idOf(element),
      tag: tagOf(element),
      component: this.#drawnBy(element),
      source,
      hint: hintOf(element),
      children: layerChildren(element).length,
    };
  }

  /** The outermost component of the app whose outermost element this is. */
  #drawnBy(element: Element): string | null {
    const own = fiberOf(element);
    const path = own && currentPath(own);
    if (path === undefined) return null;
    let name: string | null = null;
    for (const fiber of path.slice(0, -1).toReversed()) {
      if (typeof fiber.type === "string") break;
      if (componentName(fiber) === null) continue;
      if (!isFirstChild(fiber, element)) break;
      if (this.locator.placeOf(fiber) !== null) name = componentName(fiber);
    }
    return name?.slice(0, MAX_NAME) ?? null;
  }
}

/** A component that drew several elements beside each other is named on the first. */
function isFirstChild(component: Fiber, element: Element): boolean {
  let at: Fiber | null = component.child;
  while (at !== null && !(at.stateNode instanceof Element)) at = at.child;
  return at === null || at.stateNode === element;
}

export function layerChildren(element: Element): Element[] {
  return [...element.children].filter((child) => !NOT_SHOWN.has(child.localName));
}

/** What draws nothing, and what Studio itself has put into the page. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  "script",
  "style",
  "link",
  "meta",
  "template",
  "noscript",
  "title",
  "base",
  "studio-outlines",
  "vite-error-overlay",
]);

function tagOf(element: Element): string {
  return element.localName.slice(0, MAX_NAME);
}

function classesOf(element: Element): string[] {
  return [...element.classList].slice(0, MAX_CLASSES).map((name) => name.slice(0, MAX_NAME));
}

export function ownText(element: Element): string | null {
  let text = "";
  for (const node of element.childNodes) {
    if (node instanceof Text) text += node.data;
  }
  const tidy = text.replace(/\s+/g, " ").trim();
  return tidy === "" ? null : tidy.slice(0, MAX_TEXT);
}

function hintOf(element: Element): string {
  if (element.id !== "") return `#${element.id}`.slice(0, MAX_NAME);
  const text = ownText(element);
  if (text !== null) return text.slice(0, 60);
  return classesOf(element)
    .slice(0, 2)
    .map((name) => `.${name}`)
    .join("")
    .slice(0, MAX_NAME);
}

function rectOf(element: Element): PageRect {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

export function boxOf(element: Element): BoxModel {
  const style = getComputedStyle(element);
  const edges = (read: (side: string) => string): Edges => ({
    top: pixels(style, read("top")),
    right: pixels(style, read("right")),
    bottom: pixels(style, read("bottom")),
    left: pixels(style, read("left")),
  });
  return {
    margin: edges((side) => `margin-${side}`),
    border: edges((side) => `border-${side}-width`),
    padding: edges((side) => `padding-${side}`),
  };
}

function pixels(style: CSSStyleDeclaration, property: string): number {
  const value = Number.parseFloat(style.getPropertyValue(property));
  return Number.isFinite(value) ? value : 0;
}
