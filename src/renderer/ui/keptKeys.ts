/** Whether a key, as {@link keyOfPress} names it, belongs to what has the focus. */
type KeepsKey = (key: string) => boolean;

const keepers = new WeakMap<Element, KeepsKey>();

/**
 * Lets an element keep keys that would run commands while the focus is in it: a terminal's
 * programs have keys of their own. Ends with the returned function.
 */
export function keepKeys(element: Element, keeps: KeepsKey): () => void {
  keepers.set(element, keeps);
  return () => keepers.delete(element);
}

/** Is the key kept by the element with the focus, or by one around it? */
export function isKeptKey(target: EventTarget | null, key: string): boolean {
  for (let at = target instanceof Element ? target : null; at !== null; at = at.parentElement) {
    if (keepers.get(at)?.(key) === true) return true;
  }
  return false;
}
