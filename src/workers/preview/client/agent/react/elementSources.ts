import {
  APP_FOLDER,
  ELEMENT_SOURCES,
  type JsxSource,
  PAGE_UPDATES,
} from "../../../../../common/apps/elementSources.ts";

/** Where an element was written, and how many updates the page had had by then. */
export interface Stamp {
  readonly source: JsxSource;
  readonly update: number;
}

interface ReactElementLike {
  readonly props: object;
  /** Made with the element and kept by `cloneElement`, which makes new props. */
  readonly _debugStack?: unknown;
  /** The fiber (or server component) whose render made it. */
  readonly _owner?: { readonly type?: unknown } | null;
}

/** What compiled JSX says of its elements, see `src/main/compiler/elementSources.ts`. */
export class ElementSources {
  readonly #stamps = new WeakMap<object, Stamp>();
  readonly #appComponents = new WeakSet<object>();
  #count = 0;

  /** Elements stamped so far. */
  get count(): number {
    return this.#count;
  }

  install(): void {
    Object.defineProperty(globalThis, Symbol.for(ELEMENT_SOURCES), {
      value: {
        note: (element: ReactElementLike, source: JsxSource) => this.#note(element, source),
      },
    });
  }

  /** Of the element with these very props, or the one whose debug stack this is. */
  stampOf(key: unknown): Stamp | undefined {
    return typeof key === "object" && key !== null ? this.#stamps.get(key) : undefined;
  }

  /** Whether a component's own JSX is stamped: then what it makes without a stamp is made otherwise. */
  isOfApp(type: unknown): boolean {
    return typeof type === "function" && this.#appComponents.has(type);
  }

  #note(element: ReactElementLike, source: JsxSource): void {
    const stamp = { source, update: pageUpdates() };
    this.#count += 1;
    this.#stamps.set(element.props, stamp);
    const { _debugStack: stack, _owner: owner } = element;
    if (typeof stack === "object" && stack !== null) this.#stamps.set(stack, stamp);
    const type = owner?.type;
    if (typeof type === "function" && source.fileName.startsWith(APP_FOLDER)) {
      this.#appComponents.add(type);
    }
  }
}

/** How many updates this page has had. */
export function pageUpdates(): number {
  const count: unknown = Reflect.get(globalThis, Symbol.for(PAGE_UPDATES));
  return typeof count === "number" ? count : 0;
}
