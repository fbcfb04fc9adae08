import { homedir } from "node:os";
import { expect, test } from "vitest";
import { PathAliases } from "./pathAliases.ts";

const aliases = new PathAliases({
  root: "/work/shop",
  cacheDir: "/data/cache/shop",
  vite: "/studio/node_modules/vite/dist",
  studio: "/studio",
});

test("code names no folder of this machine", () => {
  const code = [
    `var _jsxFileName = "/work/shop/src/App.tsx";`,
    `import "/@fs/data/cache/shop/deps/react.js?v=1234abcd";`,
    `import "/@fs/studio/node_modules/vite/dist/client/env.mjs";`,
    `import "/@fs/mono/packages/ui/index.ts";`,
    `const there = "${homedir()}/notes";`,
    `const other = "/work/shop-old/src";`,
  ].join("\n");
  expect(aliases.hide(code).split("\n")).toEqual([
    `var _jsxFileName = "/app/src/App.tsx";`,
    `import "/@deps/react.js?v=1234abcd";`,
    `import "/@vite-dist/client/env.mjs";`,
    expect.stringMatching(/^import "\/@ext\/0-[0-9a-f]{8}\/index\.ts";$/),
    `const there = "/@home/notes";`,
    `const other = "/work/shop-old/src";`,
  ]);
});

test("a hidden URL is Vite's again, and an absolute one is nobody's", () => {
  const hidden = aliases.hide("/@fs/mono/packages/ui/index.ts");
  expect(aliases.reveal(hidden)).toBe("/@fs/mono/packages/ui/index.ts");
  expect(aliases.reveal("/@vite-dist/client/env.mjs")).toBe(
    "/@fs/studio/node_modules/vite/dist/client/env.mjs",
  );
  expect(aliases.reveal("/src/App.tsx")).toBe("/src/App.tsx");
  expect(aliases.reveal("/@fs/etc/passwd")).toBeNull();
  expect(aliases.reveal("/@ext/9-00000000/index.ts")).toBeNull();
});

test("a file of a problem is told relative to the app", () => {
  expect(aliases.relative(aliases.fileOf("/app/src/App.tsx"))).toBe("src/App.tsx");
  expect(aliases.relative("/work/shop-old/src/App.tsx")).toBeNull();
});
