import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import {
  extendTo,
  keepExisting,
  NO_SELECTION,
  outermost,
  selectOnly,
  toggleRow,
} from "./treeSelection.ts";

const drawn = ["a", "a/b", "a/c", "d", "e"] as FilePath[];
const [a, ab, ac, d, e] = drawn as [FilePath, FilePath, FilePath, FilePath, FilePath];

test("shift extends from where the selection began, in both directions", () => {
  const down = extendTo(selectOnly(ab), d, drawn);
  expect([...down.paths]).toEqual([ab, ac, d]);
  const up = extendTo(down, a, drawn);
  expect([[...up.paths], up.focus, up.anchor]).toEqual([[a, ab], a, ab]);
  expect([...extendTo(NO_SELECTION, d, drawn).paths]).toEqual([d]);
});

test("a row is added and taken out again", () => {
  const two = toggleRow(selectOnly(a), d);
  expect([...two.paths]).toEqual([a, d]);
  expect([...toggleRow(two, a).paths]).toEqual([d]);
});

test("a folder stands for what is selected inside it", () => {
  expect(outermost([ab, a, d])).toEqual([a, d]);
  expect(outermost(["src", "src2/x"] as FilePath[])).toEqual(["src", "src2/x"]);
});

test("what is gone is not selected any more", () => {
  const selection = { paths: new Set([a, d]), focus: d, anchor: a };
  expect(keepExisting(selection, () => true)).toBe(selection);
  expect(keepExisting(selection, (path) => path !== d)).toEqual({
    paths: new Set([a]),
    focus: a,
    anchor: a,
  });
  expect(keepExisting(selectOnly(e), () => false)).toEqual(NO_SELECTION);
});
