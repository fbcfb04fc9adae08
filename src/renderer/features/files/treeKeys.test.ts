import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { indexFiles } from "../../client/fileIndex.ts";
import { actOfKey } from "./treeKeys.ts";
import { treeRows } from "./treeRows.ts";

const index = indexFiles(
  (["src/", "src/App.tsx", "src/ui/", "index.html", "Notes.md"] as const).map((path) => ({
    path: path.replace(/\/$/, "") as FilePath,
    kind: path.endsWith("/") ? "folder" : "file",
    size: 1,
    ignored: false,
  })),
);
const rows = treeRows(index, new Set(["src"]), null);

/** `ArrowDown` on src: `select src/ui`. */
function press(key: string, selected: string | null): string | null {
  const act = actOfKey(key, rows, selected);
  return act === null ? null : `${act.type} ${act.row.path}`;
}

test.each([
  ["ArrowDown", null, "select src"],
  ["ArrowDown", "src", "select src/ui"],
  ["ArrowDown", "Notes.md", "select Notes.md"],
  ["ArrowUp", "index.html", "select src/App.tsx"],
  ["ArrowUp", "src", "select src"],
  ["ArrowRight", "src", "select src/ui"],
  ["ArrowRight", "src/ui", "expand src/ui"],
  ["ArrowRight", "index.html", null],
  ["ArrowLeft", "src", "collapse src"],
  ["ArrowLeft", "src/App.tsx", "select src"],
  ["ArrowLeft", "index.html", null],
  ["Home", "Notes.md", "select src"],
  ["End", "src", "select Notes.md"],
  ["Enter", "src", "collapse src"],
  ["Enter", "src/App.tsx", "open src/App.tsx"],
  ["F2", "src/ui", "rename src/ui"],
  ["Delete", "src/App.tsx", "remove src/App.tsx"],
  ["n", "src", "select Notes.md"],
  ["i", "Notes.md", "select index.html"],
  ["x", "src", null],
  ["Enter", null, null],
])("%s on %s: %s", (key, selected, act) => {
  expect(press(key, selected)).toBe(act);
});
