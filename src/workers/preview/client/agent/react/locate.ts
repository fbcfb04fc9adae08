import { APP_FOLDER, type JsxSource } from "../../../../../common/apps/elementSources.ts";
import type { NoSource, SourcePlace } from "../../../../../common/apps/pageElement.ts";
import type { ElementSources } from "./elementSources.ts";
import { componentName, currentPath, type Fiber, fiberOf, isFiber } from "./fibers.ts";

export interface Located {
  readonly source: SourcePlace | null;
  readonly noSource: NoSource | null;
  /** The fiber whose JSX the source is; its props tell it from others. */
  readonly fiber: Fiber | null;
  /** The element's own fiber; null when React did not make it. */
  readonly own: Fiber | null;
}

/** Finds where a page's elements were written. */
export class Locator {
  readonly #sources: ElementSources;

  constructor(sources: ElementSources) {
    this.#sources = sources;
  }

  /**
   * The place of the element's own JSX; of the component's that drew it, when that has none of
   * its own (a library's); or an unsure place of something around it.
   */
  locate(element: Element): Located {
    const own = fiberOf(element);
    const path = own && currentPath(own);
    if (path === undefined) return this.#locateForeign(element);
    return this.#locatePath(path);
  }

  /** Where a component or element is used; null when it is not in the app's JSX. */
  placeOf(fiber: Fiber): SourcePlace | null {
    const own = this.#sources.ofProps(fiber.memoizedProps);
    if (own !== undefined) return placeAt(own, true);
    // Copied by `cloneElement`: its stack is the original's, and old after an update.
    const original = this.#sources.ofStack(fiber._debugStack);
    return original === undefined ? null : placeAt(original.source, original.sure);
  }

  #locatePath(path: readonly Fiber[]): Located {
    const own = path.at(-1) ?? null;
    let passed = false;
    for (const fiber of path.toReversed()) {
      const place = this.placeOf(fiber);
      if (place !== null) {
        const sure = place.sure && (!passed || this.#drew(fiber, own));
        return { source: { ...place, sure }, noSource: null, fiber, own };
      }
      passed ||= isElementOrComponent(fiber);
    }
    const noSource = this.#sources.count === 0 ? "not-stamped" : "outside-app";
    return { source: null, noSource, fiber: null, own };
  }

  /**
   * An element without a place of its own belongs to the component above it when that is a
   * library's; a component of the app would have stamped its JSX, so the element came otherwise.
   */
  #drew(fiber: Fiber, own: Fiber | null): boolean {
    if (componentName(fiber) === null) return false;
    if (this.#sources.isOfApp(fiber.type)) return false;
    return !isFiber(own?._debugOwner) || !this.#sources.isOfApp(own._debugOwner.type);
  }

  /** Not made by React: the nearest around it that was gives a hint. */
  #locateForeign(element: Element): Located {
    for (let at = element.parentElement; at !== null; at = at.parentElement) {
      const fiber = fiberOf(at);
      const path = fiber && currentPath(fiber);
      if (path === undefined) continue;
      const near = this.#locatePath(path);
      const source = near.source && { ...near.source, sure: false };
      return {
        source,
        noSource: source === null ? "made-by-script" : null,
        fiber: null,
        own: null,
      };
    }
    return { source: null, noSource: "no-framework", fiber: null, own: null };
  }
}

function placeAt(source: JsxSource, sure: boolean): SourcePlace | null {
  const { fileName, lineNumber, columnNumber } = source;
  if (!fileName.startsWith(APP_FOLDER) || fileName.includes("/node_modules/")) return null;
  return {
    file: fileName.slice(APP_FOLDER.length),
    line: lineNumber,
    column: columnNumber,
    sure,
  };
}

function isElementOrComponent(fiber: Fiber): boolean {
  return typeof fiber.type === "string" || componentName(fiber) !== null;
}
