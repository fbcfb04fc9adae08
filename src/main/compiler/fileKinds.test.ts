import { expect, test } from "vitest";
import { fileKind, isServable } from "./fileKinds.ts";
import { keyOfNeed } from "./needs.ts";

test("what a changed file means", () => {
  const kinds = [".env", ".env.local", "tsconfig.app.json", "package.json", "vite.config.ts"];
  expect(kinds.map(fileKind)).toEqual(kinds.map(() => "config"));
  expect(["src/App.tsx", "src/package.json", "public/.env"].map(fileKind)).toEqual([
    "source",
    "source",
    "source",
  ]);
  expect(["node_modules/a/index.js", ".git/HEAD"].map(fileKind)).toEqual(["ignored", "ignored"]);
});

test("a page may ask for what an app shows, not for what it is made with", () => {
  expect(["src/App.tsx", "images/a.png", "about.html"].every(isServable)).toBe(true);
  const kept = [".env", "src/.secret/a.ts", "package.json", "worker/index.ts", "wrangler.toml"];
  expect(kept.filter(isServable)).toEqual([]);
  expect(keyOfNeed({ path: "/src/a.css", accept: "text/css,*/*" })).toBe("/src/a.css?direct");
  expect(keyOfNeed({ path: "/", accept: "text/html" })).toBe("/index.html");
  expect(keyOfNeed({ path: "/%2e%2e/%2e%2e/etc/passwd", accept: "" })).not.toContain("..");
  expect(keyOfNeed({ path: "/%2Eenv", accept: "" })).toBeNull();
  expect(keyOfNeed({ path: "/@fs/etc/passwd", accept: "" })).toBeNull();
  expect(keyOfNeed({ path: "/@studio/package.json", accept: "" })).toBeNull();
});
