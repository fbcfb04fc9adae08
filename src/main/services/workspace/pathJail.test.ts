import {
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { realDisk } from "./disk.ts";
import { codeOf, filePath, WorkspaceFixture } from "./workspaceFixture.ts";

let fixture: WorkspaceFixture;

beforeEach(() => {
  fixture = new WorkspaceFixture();
});
afterEach(() => fixture[Symbol.asyncDispose]());

describe("the jail", () => {
  let outside = "";
  beforeEach(() => {
    outside = realpathSync(mkdtempSync(path.join(tmpdir(), "outside-")));
    writeFileSync(path.join(outside, "secret.txt"), "secret");
  });
  afterEach(() => rmSync(outside, { recursive: true, force: true }));

  test("neither reads, writes, renames into nor lists through a link that leads out", async () => {
    symlinkSync(path.join(outside, "secret.txt"), fixture.absolute("file-link"));
    symlinkSync(outside, fixture.absolute("folder-link"));
    fixture.put("a.ts", "a");
    const codes = await Promise.all([
      codeOf(fixture.workspace.read(filePath("file-link"))),
      codeOf(fixture.save("file-link", "x", null)),
      codeOf(fixture.workspace.read(filePath("folder-link/secret.txt"))),
      codeOf(fixture.save("folder-link/new.txt", "x", null)),
      codeOf(fixture.save("folder-link/deep/new.txt", "x", null)),
      codeOf(fixture.workspace.createFolder(filePath("folder-link/new"))),
      codeOf(fixture.workspace.rename(filePath("a.ts"), filePath("folder-link/a.ts"))),
      codeOf(fixture.workspace.rename(filePath("folder-link/secret.txt"), filePath("b.ts"))),
      codeOf(fixture.workspace.remove(filePath("folder-link/secret.txt"))),
      codeOf(fixture.workspace.listFolder(filePath("folder-link"))),
    ]);
    expect(codes).toEqual(codes.map(() => "outside-app"));
    expect(readdirSync(outside)).toEqual(["secret.txt"]);
  });

  test("lists a loop of links as links and refuses to follow it", async () => {
    symlinkSync("loop-b", fixture.absolute("loop-a"));
    symlinkSync("loop-a", fixture.absolute("loop-b"));
    symlinkSync(".", fixture.absolute("self"));
    fixture.workspace.start();
    const { entries } = await fixture.workspace.tree();
    expect(entries.map(({ path: at, kind }) => `${kind} ${at}`)).toEqual([
      "link loop-a",
      "link loop-b",
      "link self",
    ]);
    expect(await codeOf(fixture.workspace.read(filePath("loop-a")))).toBe("outside-app");
  });

  test("follows a link that stays inside, and writes the file, not the link", async () => {
    fixture.put("real/a.ts", "a");
    symlinkSync("real", fixture.absolute("alias"));
    await fixture.save("alias/a.ts", "b", await fixture.hashOf("alias/a.ts"));
    expect([fixture.disk("real/a.ts"), realpathSync(fixture.absolute("alias"))]).toEqual([
      "b",
      fixture.absolute("real"),
    ]);
  });

  test.each([".git/config", ".GIT/config", ".git./x", "sub/.git/hooks/x", "node_modules/a/i.js"])(
    "does not write %s",
    async (file) => {
      expect(await codeOf(fixture.save(file, "x", null))).toBe("protected");
      expect(await codeOf(fixture.workspace.createFolder(filePath(file)))).toBe("protected");
      expect(readdirSync(fixture.root)).toEqual([]);
    },
  );

  test("does not write a protected folder through a link to it", async () => {
    fixture.put(".git/config", "[core]");
    symlinkSync(".git", fixture.absolute("innocent"));
    expect(
      await codeOf(fixture.save("innocent/config", "x", await fixture.hashOf(".git/config"))),
    ).toBe("protected");
    expect(await codeOf(fixture.workspace.rename(filePath("innocent/config"), filePath("a")))).toBe(
      "protected",
    );
  });

  test("does not carry removed files out through a link in place of its trash", async () => {
    fixture.put("a.ts", "a");
    symlinkSync(outside, fixture.absolute(".overskill"));
    expect(await codeOf(fixture.workspace.remove(filePath("a.ts")))).toBe("outside-app");
    expect([fixture.disk("a.ts"), readdirSync(outside)]).toEqual(["a", ["secret.txt"]]);
  });

  test("does not follow a folder that becomes a link while a file is written", async () => {
    fixture.put("src/a.ts", "a");
    const seen = await fixture.hashOf("src/a.ts");
    fixture.workspace = fixture.make({
      disk: {
        ...realDisk,
        open: async (...args) => {
          const handle = await realDisk.open(...args);
          if (existsSync(fixture.absolute("src/a.ts")) && !existsSync(fixture.absolute("moved"))) {
            renameSync(fixture.absolute("src"), fixture.absolute("moved"));
            symlinkSync(outside, fixture.absolute("src"));
          }
          return handle;
        },
      },
    });
    expect(await codeOf(fixture.save("src/a.ts", "evil", seen))).toBe("outside-app");
    expect(readdirSync(outside)).toEqual(["secret.txt"]);
  });
});
