import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { type FileIndex, indexFiles } from "../../client/fileIndex.ts";
import { checkName, filtered, foldersAbove, type TreeRow, treeRows } from "./treeRows.ts";

function index(...paths: readonly string[]): FileIndex {
  return indexFiles(
    paths.map((path) => ({
      path: path.replace(/\/$/, "") as FilePath,
      kind: path.endsWith("/") ? ("folder" as const) : ("file" as const),
      size: 1,
      ignored: path.startsWith("dist"),
    })),
  );
}

function drawn(rows: readonly TreeRow[]): string[] {
  return rows.map((row) =>
    row.type !== "entry"
      ? `${"  ".repeat(row.depth)}<${row.type === "input" ? `new ${row.kind}` : row.note.kind}>`
      : `${"  ".repeat(row.depth)}${row.name}${row.renaming ? " <rename>" : ""}`,
  );
}

const app = index("src/", "src/App.tsx", "src/ui/", "src/ui/Card.tsx", "dist/", "index.html");

test("a closed folder hides what is in it", () => {
  expect(drawn(treeRows({ index: app, expanded: new Set(), edit: null }))).toEqual([
    "dist",
    "src",
    "index.html",
  ]);
  expect(drawn(treeRows({ index: app, expanded: new Set(["src"]), edit: null }))).toEqual([
    "dist",
    "src",
    "  ui",
    "  App.tsx",
    "index.html",
  ]);
});

test("an open folder below a closed one stays hidden", () => {
  expect(drawn(treeRows({ index: app, expanded: new Set(["src/ui"]), edit: null }))).toEqual([
    "dist",
    "src",
    "index.html",
  ]);
});

test("a new file is named at the top of its folder", () => {
  const edit = { type: "create", parent: "src", kind: "file" } as const;
  expect(drawn(treeRows({ index: app, expanded: new Set(["src"]), edit: edit }))).toEqual([
    "dist",
    "src",
    "  <new file>",
    "  ui",
    "  App.tsx",
    "index.html",
  ]);
});

test("a rename happens in place", () => {
  const edit = { type: "rename", path: "index.html" as FilePath } as const;
  expect(drawn(treeRows({ index: app, expanded: new Set(), edit: edit })).at(-1)).toBe(
    "index.html <rename>",
  );
});

test("a folder that holds one folder and nothing else shares its line", () => {
  const deep = index("a/", "a/b/", "a/b/c/", "a/b/c/x.ts", "a/b/c/y.ts", "d/", "d/e/", "d/f.ts");
  expect(drawn(treeRows({ index: deep, expanded: new Set(["a/b/c", "d"]), edit: null }))).toEqual([
    "a/b/c",
    "  x.ts",
    "  y.ts",
    "d",
    "  e",
    "  f.ts",
  ]);
  const edit = { type: "create", parent: "a/b", kind: "file" } as const;
  expect(
    drawn(treeRows({ index: deep, expanded: new Set(["a/b", "a/b/c"]), edit })).slice(0, 4),
  ).toEqual(["a/b", "  <new file>", "  c", "    x.ts"]);
});

test("a filter shows what has it in its name, with its folders open", () => {
  const shown = filtered(app, "CARD");
  expect(drawn(treeRows({ index: app, expanded: new Set(), edit: null, shown }))).toEqual([
    "src",
    "  ui",
    "    Card.tsx",
  ]);
  expect(filtered(index("dist/", "dist/card.js"), "card").size).toBe(0);
});

test("the folders above a file lead to it", () => {
  expect(foldersAbove("src/ui/deep/Card.tsx")).toEqual(["src", "src/ui", "src/ui/deep"]);
  expect(foldersAbove("index.html")).toEqual([]);
});

test.each([
  ["", "empty"],
  ["   ", "empty"],
  ["..", "malformed"],
  ["a//b", "malformed"],
  ["a\\b", "malformed"],
  ["App.tsx", "taken"],
])("a new name %j is refused as %s", (name, reason) => {
  expect(checkName(app, "src", name, null)).toEqual({ ok: false, reason });
});

test.each(["hello world.ts", "#1 50%.ts", "😀.ts", "api/users.ts", "new folder/"])(
  "a new name %j is taken",
  (name) => {
    expect(checkName(app, "src", name, null)).toEqual({
      ok: true,
      path: `src/${name.replace(/\/$/, "")}`,
    });
  },
);

test("a rename may change only the case, and not leave the folder", () => {
  const current = "src/App.tsx" as FilePath;
  expect(checkName(app, "src", "app.tsx", current)).toEqual({ ok: true, path: "src/app.tsx" });
  expect(checkName(app, "src", "App.tsx", current)).toEqual({ ok: true, path: current });
  expect(checkName(app, "src", "ui/App.tsx", current)).toEqual({ ok: false, reason: "malformed" });
});

test("a tree of 10,000 files becomes rows", () => {
  const paths = Array.from({ length: 100 }, (_, folder) => [
    `folder ${folder}/`,
    ...Array.from({ length: 99 }, (__, file) => `folder ${folder}/file ${file}.ts`),
  ]).flat();
  const expanded = new Set(Array.from({ length: 100 }, (_, folder) => `folder ${folder}`));
  const rows = treeRows({ index: index(...paths), expanded, edit: null });
  expect(rows).toHaveLength(10_000);
  expect(rows[100]).toMatchObject({ name: "folder 1", depth: 0, expanded: true });
  expect(rows[101]).toMatchObject({ name: "file 0.ts", depth: 1 });
});
