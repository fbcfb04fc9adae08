import { expect, test } from "vitest";
import type { ElementId, LayerNode } from "../../../../common/apps/pageElement.ts";
import { actOfKey, layerRows } from "./layerRows.ts";

function node(id: ElementId, children = 0): LayerNode {
  return { id, tag: "div", component: null, source: null, hint: "", children };
}

const children = new Map<ElementId | null, readonly LayerNode[]>([
  [null, [node("e1", 2), node("e4")]],
  ["e1", [node("e2", 1), node("e3")]],
  ["e2", [node("e5")]],
]);

const rows = layerRows({ children, expanded: new Set<ElementId>(["e1", "e4"]) });

test("rows follow the page; a closed element hides what is in it, an empty one is never open", () => {
  expect(rows.map((row) => [row.node.id, row.depth, row.expanded])).toEqual([
    ["e1", 0, true],
    ["e2", 1, false],
    ["e3", 1, false],
    ["e4", 0, false],
  ]);
});

test("the keys walk the tree as every tree", () => {
  expect(actOfKey("ArrowDown", rows, "e1")).toEqual({ type: "select", id: "e2" });
  expect(actOfKey("ArrowUp", rows, "e1")).toEqual({ type: "select", id: "e1" });
  expect(actOfKey("ArrowDown", rows, null)).toEqual({ type: "select", id: "e1" });
  expect(actOfKey("ArrowRight", rows, "e2")).toEqual({ type: "expand", id: "e2" });
  expect(actOfKey("ArrowRight", rows, "e1")).toEqual({ type: "select", id: "e2" });
  expect(actOfKey("ArrowRight", rows, "e3")).toBeNull();
  expect(actOfKey("ArrowLeft", rows, "e3")).toEqual({ type: "select", id: "e1" });
  expect(actOfKey("ArrowLeft", rows, "e1")).toEqual({ type: "collapse", id: "e1" });
  expect(actOfKey("Enter", rows, "e4")).toEqual({ type: "open", id: "e4" });
  expect(actOfKey("a", rows, "e4")).toBeNull();
});
