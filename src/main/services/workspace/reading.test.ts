import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeOf, filePath, WorkspaceFixture } from "./workspaceFixture.ts";

let fixture: WorkspaceFixture;

beforeEach(() => {
  fixture = new WorkspaceFixture();
});
afterEach(() => fixture[Symbol.asyncDispose]());

describe("reading", () => {
  test.each([
    ["utf-8", Buffer.from("naïve 🎉\r\n"), "naïve 🎉\r\n"],
    ["utf-8-bom", Buffer.from("\ufeffnaïve"), "naïve"],
    ["utf-16le", Buffer.from("\ufeffnaïve 🎉", "utf16le"), "naïve 🎉"],
    ["utf-16be", Buffer.from("\ufeffnaïve", "utf16le").swap16(), "naïve"],
  ] as const)("knows %s and keeps it when the text is saved", async (encoding, bytes, text) => {
    fixture.put("a.txt", bytes);
    const content = await fixture.workspace.read(filePath("a.txt"));
    expect(content).toMatchObject({ kind: "text", encoding, text, readOnly: false });
    await fixture.save("a.txt", `${text}!`, await fixture.hashOf("a.txt"), encoding);
    await fixture.save("a.txt", text, await fixture.hashOf("a.txt"), encoding);
    expect(readFileSync(fixture.absolute("a.txt"))).toEqual(bytes);
  });

  test("shows invalid UTF-8 as binary until the person chooses Latin-1", async () => {
    fixture.put("a.txt", Buffer.from([0x63, 0x61, 0x66, 0xe9]));
    expect(await fixture.workspace.read(filePath("a.txt"))).toMatchObject({
      kind: "binary",
      mime: "application/octet-stream",
    });
    expect(await fixture.workspace.read(filePath("a.txt"), "latin1")).toMatchObject({
      text: "café",
    });
  });

  test("refuses to save text that the encoding cannot hold", async () => {
    fixture.put("a.txt", "plain");
    const hash = await fixture.hashOf("a.txt");
    expect(await codeOf(fixture.save("a.txt", "price: €", hash, "latin1"))).toBe("not-text");
    expect(await codeOf(fixture.save("a.txt", "half \ud83d", hash))).toBe("not-text");
    expect(fixture.disk("a.txt")).toBe("plain");
  });

  test("tells a picture by its name, and does not give what is too large", async () => {
    fixture.put("logo.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]));
    fixture.put("big.txt", "x".repeat(5 * 1024 * 1024 + 1));
    expect(await fixture.workspace.read(filePath("logo.png"))).toMatchObject({
      kind: "binary",
      mime: "image/png",
    });
    expect(await fixture.workspace.read(filePath("big.txt"))).toEqual({
      kind: "too-large",
      path: "big.txt",
      size: 5 * 1024 * 1024 + 1,
    });
  });

  test("does not wait on a named pipe, and says what a folder is not", async () => {
    execFileSync("mkfifo", [fixture.absolute("pipe")]);
    fixture.put("folder/a.txt");
    expect(await codeOf(fixture.workspace.read(filePath("pipe")))).toBe("invalid-input");
    expect(await codeOf(fixture.workspace.read(filePath("folder")))).toBe("invalid-input");
    expect(await codeOf(fixture.workspace.read(filePath("nowhere/a.txt")))).toBe("not-found");
  });

  test.each([" lead and trail ", "a#b?c%20d&e", "🎉 party", "line\nbreak", "x".repeat(255)])(
    "opens and saves a file named %j",
    async (name) => {
      await fixture.workspace.createFile(filePath(name), "one");
      await fixture.save(name, "two", await fixture.hashOf(name));
      expect(await fixture.workspace.read(filePath(name))).toMatchObject({
        text: "two",
        path: name,
      });
      expect(readdirSync(fixture.root)).toEqual([name]);
    },
  );
});

describe("the tree", () => {
  test("lists all but what ignored and protected folders hold", async () => {
    fixture.put(".gitignore", "dist\n*.log\n!keep.log\n");
    fixture.put("src/.gitignore", "*.gen.ts\n");
    for (const file of ["src/a.ts", "src/b.gen.ts", "x.log", "keep.log", "dist/out.js"])
      fixture.put(file);
    fixture.put("node_modules/react/index.js");
    fixture.put(".git/HEAD");
    fixture.put(".overskill/trash/x");
    fixture.workspace.start();
    const { entries } = await fixture.workspace.tree();
    expect(entries.map(({ path: at, ignored }) => (ignored ? `(${at})` : at))).toEqual([
      ".gitignore",
      "(dist)",
      "keep.log",
      "(node_modules)",
      "src",
      "src/.gitignore",
      "src/a.ts",
      "(src/b.gen.ts)",
      "(x.log)",
    ]);
    expect(await fixture.workspace.listFolder(filePath("dist"))).toEqual([
      { path: "dist/out.js", kind: "file", size: 0, ignored: true },
    ]);
  });

  test("reads a folder of 10,000 files", async () => {
    for (let i = 0; i < 10_000; i++) fixture.put(`src/${i % 100}/file-${i}.ts`, "x");
    fixture.workspace.start();
    expect((await fixture.workspace.tree()).entries).toHaveLength(10_101);
  });
});
