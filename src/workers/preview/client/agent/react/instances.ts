import type { SourcePlace } from "../../../../../common/apps/pageElement.ts";
import { descend, type Fiber, hostElements, rootsIn } from "./fibers.ts";
import type { Locator } from "./locate.ts";

/** Which of how many a fiber is among those of the same place, in the order of the page. */
export function instanceOf(
  fiber: Fiber,
  place: SourcePlace,
  locator: Locator,
): { instance: number; instances: number } {
  let instance = 0;
  let instances = 0;
  for (const other of fibersAt(place, locator)) {
    if (other === fiber || other.alternate === fiber) instance = instances;
    instances += 1;
  }
  return { instance, instances: Math.max(instances, 1) };
}

/** The n-th element that comes from a place: how an element is found again that was made anew. */
export function elementAt(place: SourcePlace, n: number, locator: Locator): Element | undefined {
  let i = 0;
  for (const fiber of fibersAt(place, locator)) {
    if (i === n) return hostElements(fiber)[0];
    i += 1;
  }
  return undefined;
}

/** Elements written within these lines, in the order of the page. */
export function elementsWithin(
  lines: { readonly file: string; readonly firstLine: number; readonly lastLine: number },
  locator: Locator,
  limit: number,
): Element[] {
  const found = new Set<Element>();
  for (const fiber of allFibers()) {
    if (found.size >= limit) break;
    const place = locator.placeOf(fiber);
    if (place === null || place.file !== lines.file) continue;
    if (place.line < lines.firstLine || place.line > lines.lastLine) continue;
    for (const element of hostElements(fiber)) found.add(element);
  }
  return [...found].slice(0, limit);
}

function* fibersAt(place: SourcePlace, locator: Locator): Generator<Fiber> {
  for (const fiber of allFibers()) {
    const other = locator.placeOf(fiber);
    if (other?.line !== place.line || other.column !== place.column) continue;
    if (other.file === place.file) yield fiber;
  }
}

function* allFibers(): Generator<Fiber> {
  for (const root of rootsIn(rootCandidates())) yield* descend(root);
}

/** React roots sit in few elements, near the top; looking at all elements would cost too much. */
function* rootCandidates(): Generator<Element> {
  for (const top of [
    document.documentElement,
    ...document.querySelectorAll("body, body > *, body > * > *"),
  ]) {
    yield top;
  }
}
