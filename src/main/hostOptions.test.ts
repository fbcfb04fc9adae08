import path from "node:path";
import { expect, it } from "vitest";
import { readHostOptions } from "./hostOptions.ts";

it("keeps a data folder of its own away from the person's apps and keychain", () => {
  const dataDir = path.resolve("/profiles/second");
  const own = { dataDir, appsDir: path.join(dataDir, "apps"), usesKeychain: false };
  const env = { STUDIO_DATA_DIR: dataDir };
  expect(readHostOptions(["--data-dir", dataDir], {}, "node")).toMatchObject(own);
  expect(readHostOptions([], env, "node")).toMatchObject(own);
  expect(readHostOptions([], { ...env, STUDIO_KEYCHAIN: "1" }, "node")).toMatchObject({
    ...own,
    usesKeychain: true,
  });
  expect(readHostOptions([], {}, "node").usesKeychain).toBe(true);
});
