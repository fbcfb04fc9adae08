import type { ElementFacts } from "../../../../../common/apps/pageElement.ts";
import { currentPath, fiberOf } from "../react/fibers.ts";

type Listener = ElementFacts["listeners"][number];

const MAX_LISTENERS = 100;

/** What can be known without having been told: React's props, and `on…` attributes. */
export function listenersOf(element: Element): Listener[] {
  return [...reactListeners(element), ...attributeListeners(element)].slice(0, MAX_LISTENERS);
}

function reactListeners(element: Element): Listener[] {
  const fiber = fiberOf(element);
  const props = fiber && currentPath(fiber)?.at(-1)?.memoizedProps;
  if (typeof props !== "object" || props === null) return [];
  return Object.entries(props).flatMap(([name, value]): Listener[] => {
    if (!/^on[A-Z]/.test(name) || typeof value !== "function") return [];
    return [{ type: name.slice(2, 200).toLowerCase(), via: "react" }];
  });
}

function attributeListeners(element: Element): Listener[] {
  return [...element.attributes].flatMap(({ name }): Listener[] =>
    /^on[a-z]+$/.test(name) ? [{ type: name.slice(2, 200), via: "attribute" }] : [],
  );
}
