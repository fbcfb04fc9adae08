import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { duplicatePath, freePath, pathIn } from "./freeName.ts";

function beside(...taken: readonly string[]): (path: string) => boolean {
  return (path) => taken.includes(path);
}

test.each([
  ["src", "a.ts", [], "src/a.ts"],
  ["src", "a.ts", ["src/a.ts"], "src/a copy.ts"],
  ["src", "a.ts", ["src/a.ts", "src/a copy.ts"], "src/a copy 2.ts"],
  ["", "vite.config.ts", ["vite.config.ts"], "vite copy.config.ts"],
  ["", ".env", [".env"], ".env copy"],
  ["", "src", ["src"], "src copy"],
])("in %j, %s beside %j is %s", (folder, name, taken, path) => {
  expect(freePath(folder, name, beside(...taken))).toBe(path);
});

test("a copy of a copy counts on", () => {
  const taken = beside("a.ts", "a copy.ts");
  expect(duplicatePath("a copy.ts" as FilePath, taken)).toBe("a copy 2.ts");
});

test("a name that a copy's addition does not fit into has none", () => {
  const long = "x".repeat(255);
  expect(freePath("", long, beside(long))).toBeNull();
  expect(pathIn("src", "..")).toBeNull();
});
