import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { NO_TRAIL, type Place, step, type Trail, visit } from "./trail.ts";

const place = (path: string, line: number): Place => ({
  group: 0,
  path: path as FilePath,
  line,
  column: 1,
});

/** `a:1 [b:5] c:9` */
function drawn({ back, current, forward }: Trail): string {
  const text = (at: Place): string => `${at.path}:${at.line}`;
  const middle = current === null ? "-" : `[${text(current)}]`;
  return [...back.map(text), middle, ...forward.map(text)].join(" ");
}

const visited = (...places: readonly Place[]): Trail => places.reduce(visit, NO_TRAIL);

test("goes back to where the cursor was and forward again", () => {
  const trail = visited(place("a", 1), place("b", 5), place("b", 90));
  const back = step(step(trail, "back"), "back");
  expect(drawn(back)).toBe("[a:1] b:5 b:90");
  expect(drawn(step(back, "forward"))).toBe("a:1 [b:5] b:90");
  expect(step(back, "back")).toBe(back);
});

test("reading on is no other place, and comes back to where one had come to", () => {
  expect(drawn(visited(place("a", 1), place("a", 4), place("a", 9), place("b", 1)))).toBe(
    "a:9 [b:1]",
  );
});

test("going elsewhere from an earlier place forgets what was ahead", () => {
  const back = step(visited(place("a", 1), place("b", 5)), "back");
  expect(drawn(visit(back, place("c", 3)))).toBe("a:1 [c:3]");
});
