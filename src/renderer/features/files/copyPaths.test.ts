import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { absolutePath } from "./copyPaths.ts";

test.each([
  ["/home/ann/shop", "/home/ann/shop/src/a b.ts"],
  ["/", "/src/a b.ts"],
  [String.raw`C:\Users\Ann\shop`, String.raw`C:\Users\Ann\shop\src\a b.ts`],
  [String.raw`\\server\share`, String.raw`\\server\share\src\a b.ts`],
])("a file of the app in %s is at %s", (folder, path) => {
  expect(absolutePath(folder, "src/a b.ts" as FilePath)).toBe(path);
});
