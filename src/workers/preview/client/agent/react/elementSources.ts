import {
  APP_FOLDER,
  ELEMENT_SOURCES,
  type JsxSource,
} from "../../../../../common/apps/elementSources.ts";

interface ReactElementLike {
  readonly props: object;
  /** Made with the element and kept by `cloneElement`, which makes new props. */
  readonly _debugStack?: unknown;
  /** The fiber (or server component) whose render made it. */
  readonly _owner?: { readonly type?: unknown } | null;
}

/** On an element's stack, which only React's tools see: its source, and the update it is of. */
const SOURCE = Symbol("source");
const UPDATE = Symbol("update");

interface MarkedStack {
  [SOURCE]?: JsxSource;
  [UPDATE]?: number;
}

/**
 * What compiled JSX says of its elements, see `src/main/compiler/elementSources.ts`. It runs for
 * each element that is made, so it allocates nothing of its own.
 */
export class ElementSources {
  readonly #byProps = new WeakMap<object, JsxSource>();
  #updates = 0;
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
        updated: () => (this.#updates += 1),
      },
    });
  }

  /** Of the element with these very props. */
  ofProps(props: unknown): JsxSource | undefined {
    return isObject(props) ? this.#byProps.get(props) : undefined;
  }

  /** Of the element that another was copied from; not sure when it was made before an update. */
  ofStack(stack: unknown): { readonly source: JsxSource; readonly sure: boolean } | undefined {
    if (!isObject(stack)) return undefined;
    const { [SOURCE]: source, [UPDATE]: update }: MarkedStack = stack;
    return source === undefined ? undefined : { source, sure: update === this.#updates };
  }

  /** Whether a component's own JSX is stamped: then what it makes without a stamp is made otherwise. */
  isOfApp(type: unknown): boolean {
    return typeof type === "function" && this.#appComponents.has(type);
  }

  #note(element: ReactElementLike, source: JsxSource): void {
    this.#count += 1;
    this.#byProps.set(element.props, source);
    const { _debugStack: stack, _owner: owner } = element;
    if (isObject(stack)) this.#mark(stack, source);
    const type = owner?.type;
    if (typeof type === "function" && source.fileName.startsWith(APP_FOLDER)) {
      this.#appComponents.add(type);
    }
  }

  /** Cheaper than another map: a page may make tens of thousands of elements at once. */
  #mark(stack: MarkedStack, source: JsxSource): void {
    stack[SOURCE] = source;
    stack[UPDATE] = this.#updates;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
