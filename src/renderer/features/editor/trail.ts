import type { FilePath } from "../../../common/apps/filePath.ts";
import type { GroupId } from "./tabGroups.ts";

/** Where the cursor was. */
export interface Place {
  readonly group: GroupId;
  readonly path: FilePath;
  readonly line: number;
  readonly column: number;
}

/** The places that were worked at, as a browser keeps pages. */
export interface Trail {
  /** Newest last. */
  readonly back: readonly Place[];
  readonly current: Place | null;
  /** Nearest first. */
  readonly forward: readonly Place[];
}

export const NO_TRAIL: Trail = { back: [], current: null, forward: [] };

/** A step of so many lines is another place; less is reading on. */
const NEAR_LINES = 10;
const MAX_PLACES = 50;

export function isNear(a: Place, b: Place): boolean {
  return a.path === b.path && Math.abs(a.line - b.line) < NEAR_LINES;
}

/** The cursor went somewhere by itself. */
export function visit(trail: Trail, place: Place): Trail {
  const { back, current } = trail;
  if (current === null) return { ...trail, current: place };
  if (isNear(current, place)) return { ...trail, current: place };
  return { back: [...back, current].slice(-MAX_PLACES), current: place, forward: [] };
}

/** @returns the trail unchanged when there is nothing in that direction. */
export function step(trail: Trail, to: "back" | "forward"): Trail {
  const { back, current, forward } = trail;
  if (current === null) return trail;
  if (to === "back") {
    const target = back.at(-1);
    if (target === undefined) return trail;
    return { back: back.slice(0, -1), current: target, forward: [current, ...forward] };
  }
  const [target, ...rest] = forward;
  if (target === undefined) return trail;
  return { back: [...back, current], current: target, forward: rest };
}
