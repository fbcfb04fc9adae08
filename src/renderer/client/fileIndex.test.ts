import { expect, test } from "vitest";
import type { FilePath } from "../../common/apps/filePath.ts";
import type { FileEntry } from "../../common/contracts/files.ts";
import { applyFileChanges, childrenOf, type FileIndex, indexFiles } from "./fileIndex.ts";

function entry(path: string, kind: FileEntry["kind"] = "file"): FileEntry {
  return { path: path as FilePath, kind, size: 1, ignored: false };
}

function added(path: string, kind: FileEntry["kind"] = "file") {
  return {
    path: path as FilePath,
    kind: "added" as const,
    entry: entry(path, kind),
    by: "other" as const,
  };
}

function removed(path: string) {
  return { path: path as FilePath, kind: "removed" as const, by: "other" as const };
}

function names(index: FileIndex, folder: string): string[] {
  return childrenOf(index, folder).map((child) => child.path);
}

test("folders come first, numbers count, case does not matter", () => {
  const index = indexFiles(
    ["b10.ts", "B2.ts", "a.ts", "ärger.ts", "zebra", "Zoo.md", "😀 smile.ts"].map((path) =>
      entry(path, path === "zebra" ? "folder" : "file"),
    ),
  );
  expect(names(index, "")).toEqual([
    "zebra",
    "😀 smile.ts",
    "a.ts",
    "ärger.ts",
    "B2.ts",
    "b10.ts",
    "Zoo.md",
  ]);
});

test("a file may be named before its folder", () => {
  const index = applyFileChanges(indexFiles([]), [added("src/deep/a.ts"), added("src", "folder")]);
  expect(names(index, "")).toEqual(["src"]);
  expect(names(index, "src/deep")).toEqual(["src/deep/a.ts"]);
});

test("a removed folder takes what is in it along, and nothing else", () => {
  const index = indexFiles([
    entry("src", "folder"),
    entry("src/lib", "folder"),
    entry("src/lib/a.ts"),
    entry("src-other.ts"),
  ]);
  const after = applyFileChanges(index, [removed("src")]);
  expect([...after.entries.keys()]).toEqual(["src-other.ts"]);
  expect([...index.entries.keys()]).toHaveLength(4);
});

test("a case-only rename shows the new name once", () => {
  const index = indexFiles([entry("Card.tsx")]);
  const after = applyFileChanges(index, [removed("Card.tsx"), added("card.tsx")]);
  expect(names(after, "")).toEqual(["card.tsx"]);
});

test("a file that became a folder moves to the folders", () => {
  const index = indexFiles([entry("a", "folder"), entry("b")]);
  expect(names(index, "")).toEqual(["a", "b"]);
  const after = applyFileChanges(index, [added("b", "folder"), added("a.ts")]);
  expect(names(after, "")).toEqual(["a", "b", "a.ts"]);
});

test("10,000 files in one folder are indexed and changed without a quadratic cost", () => {
  const many = Array.from({ length: 10_000 }, (_, i) => entry(`flat/file ${i}.ts`));
  const started = performance.now();
  const index = indexFiles(many);
  expect(childrenOf(index, "flat")).toHaveLength(10_000);
  const small = performance.now() - started;
  const startedLarge = performance.now();
  const large = indexFiles(Array.from({ length: 80_000 }, (_, i) => entry(`flat/file ${i}.ts`)));
  expect(large.entries.size).toBe(80_001);
  // Eight times the files, but without sorting: a quadratic build would take sixty times as long.
  expect(performance.now() - startedLarge).toBeLessThan(20 * small);
  const after = applyFileChanges(index, [removed("flat/file 7.ts"), added("flat/new.ts")]);
  expect(after.entries.size).toBe(10_001);
  expect(childrenOf(index, "flat")).toHaveLength(10_000);
});
