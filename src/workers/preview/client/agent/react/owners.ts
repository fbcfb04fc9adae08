import type { Owner } from "../../../../../common/apps/pageElement.ts";
import type { ElementIds } from "../elementIds.ts";
import {
  componentName,
  currentPath,
  type Fiber,
  hostElements,
  isFiber,
  type OwnerLike,
} from "./fibers.ts";
import type { Locator } from "./locate.ts";

const MAX_OWNERS = 60;
const MAX_NAME = 200;

/** The components whose renders led to a fiber, nearest first. */
export function ownersOf(own: Fiber | null, tools: { locator: Locator; ids: ElementIds }): Owner[] {
  const owners: Owner[] = [];
  let at = own?._debugOwner ?? null;
  while (at !== null && owners.length < MAX_OWNERS) {
    owners.push(isFiber(at) ? componentOwner(at, tools) : serverOwner(at));
    at = ownerOf(at);
  }
  return owners;
}

function componentOwner(
  fiber: Fiber,
  { locator, ids }: { locator: Locator; ids: ElementIds },
): Owner {
  const current = currentPath(fiber)?.at(-1) ?? fiber;
  const [outermost] = hostElements(current);
  return {
    name: (componentName(current) ?? "Anonymous").slice(0, MAX_NAME),
    source: locator.placeOf(current),
    element: outermost === undefined ? null : ids.idOf(outermost),
  };
}

function serverOwner(owner: { readonly name?: string }): Owner {
  return { name: (owner.name ?? "Anonymous").slice(0, MAX_NAME), source: null, element: null };
}

function ownerOf(owner: OwnerLike): OwnerLike | null {
  return (isFiber(owner) ? owner._debugOwner : owner.owner) ?? null;
}
