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

/** So many updates back an element that was only ever copied still has a place, if an old one. */
const MAX_PAST = 20;

/**
 * What compiled JSX says of its elements, see `src/main/compiler/elementSources.ts`. It runs for
 * each element that is made, so it allocates nothing of its own.
 */
export class ElementSources {
  readonly #byProps = new WeakMap<object, JsxSource>();
  /** Since the newest update; before it, newest first. */
  #byStack = new WeakMap<object, JsxSource>();
  #past: readonly WeakMap<object, JsxSource>[] = [];
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
        updated: () => this.#updated(),
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
    const source = this.#byStack.get(stack);
    if (source !== undefined) return { source, sure: true };
    const old = this.#past.find((sources) => sources.has(stack))?.get(stack);
    return old === undefined ? undefined : { source: old, sure: false };
  }

  /** Whether a component's own JSX is stamped: then what it makes without a stamp is made otherwise. */
  isOfApp(type: unknown): boolean {
    return typeof type === "function" && this.#appComponents.has(type);
  }

  #note(element: ReactElementLike, source: JsxSource): void {
    this.#count += 1;
    this.#byProps.set(element.props, source);
    const { _debugStack: stack, _owner: owner } = element;
    if (isObject(stack)) this.#byStack.set(stack, source);
    const type = owner?.type;
    if (typeof type === "function" && source.fileName.startsWith(APP_FOLDER)) {
      this.#appComponents.add(type);
    }
  }

  #updated(): void {
    this.#past = [this.#byStack, ...this.#past].slice(0, MAX_PAST);
    this.#byStack = new WeakMap();
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
