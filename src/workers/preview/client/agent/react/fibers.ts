/** React's fibers, as far as the development build shows them to tools. */

export interface Fiber {
  readonly tag: number;
  readonly type: unknown;
  readonly elementType: unknown;
  readonly key: string | null;
  readonly stateNode: unknown;
  readonly return: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
  readonly memoizedProps: unknown;
  readonly memoizedState: unknown;
  readonly _debugOwner?: OwnerLike | null;
  readonly _debugStack?: unknown;
  readonly _debugHookTypes?: readonly string[] | null;
}

/** A fiber, or what a server component leaves of itself: then only its name is known. */
export type OwnerLike = Fiber | { readonly name?: string; readonly owner?: OwnerLike | null };

let fiberKey: string | undefined;

/** The fiber of an element React made; it may be either of the two React keeps of it. */
export function fiberOf(element: Element): Fiber | undefined {
  if (fiberKey !== undefined) {
    const fiber: unknown = Reflect.get(element, fiberKey);
    if (isFiber(fiber)) return fiber;
  }
  // Each copy of React on a page has a key of its own.
  for (const key of Object.keys(element)) {
    if (!key.startsWith("__reactFiber$")) continue;
    const fiber: unknown = Reflect.get(element, key);
    if (!isFiber(fiber)) continue;
    fiberKey = key;
    return fiber;
  }
  return undefined;
}

export function isFiber(value: unknown): value is Fiber {
  return typeof value === "object" && value !== null && "memoizedProps" in value && "tag" in value;
}

/**
 * The fibers from the root down to this one, all of them the current ones: of a fiber's two
 * versions only the one reachable from the root has the newest props. Undefined once unmounted.
 */
export function currentPath(fiber: Fiber): Fiber[] | undefined {
  const climbed: Fiber[] = [];
  for (let at: Fiber | null = fiber; at !== null; at = at.return) climbed.push(at);
  let current = rootOf(climbed.at(-1));
  if (current === undefined) return undefined;
  const path = [current];
  for (let i = climbed.length - 2; i >= 0; i -= 1) {
    const wanted = climbed[i];
    let child: Fiber | null = current.child;
    while (child !== null && child !== wanted && child.alternate !== wanted) child = child.sibling;
    if (child === null || wanted === undefined) return undefined;
    path.push(child);
    current = child;
  }
  return path;
}

function rootOf(top: Fiber | undefined): Fiber | undefined {
  const root = top?.stateNode;
  if (typeof root !== "object" || root === null || !("current" in root)) return undefined;
  return isFiber(root.current) ? root.current : undefined;
}

/** The current roots of all React trees below an element. */
export function rootsIn(elements: Iterable<Element>): Set<Fiber> {
  const roots = new Set<Fiber>();
  for (const element of elements) {
    let top = fiberOf(element);
    while (top?.return) top = top.return;
    const root = rootOf(top);
    if (root !== undefined) roots.add(root);
  }
  return roots;
}

/**
 * A fiber and all below it, parents first, in the order of the page. Goes down only: what `return`
 * names may be the older version of a parent.
 */
export function* descend(root: Fiber): Generator<Fiber> {
  const waiting = [root];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    yield at;
    const children: Fiber[] = [];
    for (let child = at.child; child !== null; child = child.sibling) children.push(child);
    waiting.push(...children.toReversed());
  }
}

/** The name of a component; null for elements, fragments, contexts and the like. */
export function componentName({
  type,
  elementType,
}: Pick<Fiber, "type" | "elementType">): string | null {
  return nameOfType(type) ?? nameOfType(elementType);
}

function nameOfType(type: unknown): string | null {
  if (typeof type === "function") return namedBy(type) ?? "Anonymous";
  if (typeof type !== "object" || type === null) return null;
  const named = namedBy(type);
  // forwardRef keeps its function in `render`, memo in `type`.
  if ("render" in type && typeof type.render === "function")
    return named ?? namedBy(type.render) ?? "Anonymous";
  if ("type" in type && "compare" in type) return named ?? nameOfType(type.type);
  return null;
}

function namedBy(type: object): string | null {
  if ("displayName" in type && typeof type.displayName === "string" && type.displayName !== "") {
    return type.displayName;
  }
  return "name" in type && typeof type.name === "string" && type.name !== "" ? type.name : null;
}

/** The outermost elements a fiber drew. */
export function hostElements(fiber: Fiber): Element[] {
  if (fiber.stateNode instanceof Element) return [fiber.stateNode];
  const found: Element[] = [];
  for (let child = fiber.child; child !== null; child = child.sibling) {
    found.push(...hostElements(child));
  }
  return found;
}
