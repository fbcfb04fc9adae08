import type { NamedValue } from "../../../../../common/apps/pageElement.ts";
import { currentPath, type Fiber, fiberOf, isFiber } from "../react/fibers.ts";
import { printed } from "./printed.ts";

const MAX_VALUES = 200;

/** Hooks that keep something in their component's list; `use` and `useContext` keep nothing. */
const KEEPS_NOTHING = /^use(?:Context|DebugValue)?$/;

/** Props and state of the component that drew an element. */
export function componentFacts(element: Element): {
  props: NamedValue[];
  state: NamedValue[] | null;
} {
  const owner = fiberOf(element)?._debugOwner;
  const component = isFiber(owner) ? currentPath(owner)?.at(-1) : undefined;
  if (component === undefined) return { props: [], state: null };
  return { props: named(component.memoizedProps), state: stateOf(component) };
}

function named(values: unknown): NamedValue[] {
  if (typeof values !== "object" || values === null) return [];
  return Object.keys(values)
    .slice(0, MAX_VALUES)
    .map((name) => ({ name: name.slice(0, 200), value: printed(Reflect.get(values, name)) }));
}

function stateOf(component: Fiber): NamedValue[] {
  const isClass = component.stateNode !== null && typeof component.type === "function";
  return isClass ? named(component.memoizedState) : hooksOf(component);
}

interface Hook {
  readonly memoizedState: unknown;
  readonly next: Hook | null;
}

function hooksOf(component: Fiber): NamedValue[] {
  const kinds = (component._debugHookTypes ?? []).filter((kind) => !KEEPS_NOTHING.test(kind));
  const names = stateNames(component.type, kinds);
  const found: NamedValue[] = [];
  let hook: unknown = component.memoizedState;
  for (const [i, kind] of kinds.entries()) {
    if (!isHook(hook)) break;
    const value = hookValue(kind, hook.memoizedState);
    if (value !== undefined) found.push({ name: names[i] ?? `${kind} ${i + 1}`, value });
    hook = hook.next;
  }
  return found.slice(0, MAX_VALUES);
}

function hookValue(kind: string, kept: unknown): string | undefined {
  switch (kind) {
    case "useState":
    case "useReducer":
    case "useSyncExternalStore":
    case "useId":
    case "useDeferredValue":
      return printed(kept);
    case "useRef":
      return printed(
        typeof kept === "object" && kept !== null && "current" in kept ? kept.current : kept,
      );
    case "useMemo":
      return printed(Array.isArray(kept) ? kept[0] : kept);
    default:
      // Effects and callbacks hold no state.
      return undefined;
  }
}

function isHook(value: unknown): value is Hook {
  return typeof value === "object" && value !== null && "memoizedState" in value && "next" in value;
}

const CALLS =
  /(?:(?:const|let|var)\s+(?:\[\s*(\w+)[^\]]*\]|(\w+))\s*=\s*)?(?:\(0\s*,\s*[\w$]+\.(use\w*)\)|(?:[\w$]+\.)?\b(use[A-Z]\w*|use)\b)\s*(?:<[^>()]*>)?\(/g;

/**
 * The names that the component's source gives its hooks. React keeps none: they are believed only
 * where the calls in the source are exactly the hooks that ran, so not in components that use
 * hooks of their own.
 */
function stateNames(type: unknown, kinds: readonly string[]): (string | undefined)[] {
  if (typeof type !== "function") return [];
  const source = Function.prototype.toString.call(type);
  const calls = [...source.matchAll(CALLS)]
    .map(([, listed, single, through, direct]) => ({
      name: listed ?? single,
      kind: through ?? direct ?? "",
    }))
    .filter(({ kind }) => !KEEPS_NOTHING.test(kind));
  const agree = calls.length === kinds.length && calls.every(({ kind }, i) => kind === kinds[i]);
  return agree ? calls.map(({ name }) => name) : [];
}
