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
const rows = treeRows({ index, expanded: new Set(["src"]), edit: null });

/** `arrowdown` on src: `select src/ui`. */
function press(key: string, focus: string | null): string | null {
  const typed = key.length === 1 ? key : "";
  const act = actOfKey({ key: key.toLowerCase(), typed }, rows, focus as FilePath | null);
  if (act === null) return null;
  if (act.type === "filter") return `filter ${act.typed}`;
  if (!("row" in act)) return act.type;
  return `${act.type} ${act.row.path}${act.type === "select" && act.extend ? " too" : ""}`;
}

test.each([
  ["arrowdown", null, "select src"],
  ["arrowdown", "src", "select src/ui"],
  ["arrowdown", "Notes.md", "select Notes.md"],
  ["shift+arrowdown", "src", "select src/ui too"],
  ["shift+end", "src", "select Notes.md too"],
  ["arrowup", "index.html", "select src/App.tsx"],
  ["arrowup", "src", "select src"],
  ["arrowright", "src", "select src/ui"],
  ["arrowright", "src/ui", "expand src/ui"],
  ["arrowright", "index.html", null],
  ["arrowleft", "src", "collapse src"],
  ["arrowleft", "src/App.tsx", "select src"],
  ["arrowleft", "index.html", null],
  ["home", "Notes.md", "select src"],
  ["end", "src", "select Notes.md"],
  ["enter", "src", "collapse src"],
  ["enter", "src/App.tsx", "open src/App.tsx"],
  ["f2", "src/ui", "rename src/ui"],
  ["delete", "src/App.tsx", "remove"],
  ["mod+d", "src/App.tsx", "duplicate"],
  ["mod+z", null, "undo"],
  ["n", "src", "filter n"],
  ["N", "src", "filter N"],
  [".", null, "filter ."],
  ["mod+k", "src", null],
  ["enter", null, null],
])("%s on %s: %s", (key, focus, act) => {
  expect(press(key, focus)).toBe(act);
});

test("left goes to the folder's row also where folders share it", () => {
  const deep = indexFiles(
    ["a", "a/b", "a/b/x.ts"].map((path) => ({
      path: path as FilePath,
      kind: path.endsWith(".ts") ? "file" : "folder",
      size: 1,
      ignored: false,
    })),
  );
  const shared = treeRows({ index: deep, expanded: new Set(["a/b"]), edit: null });
  const key = { key: "arrowleft", typed: "" };
  expect(actOfKey(key, shared, "a/b/x.ts" as FilePath)).toMatchObject({
    type: "select",
    row: { path: "a/b" },
  });
});
