import { chmodSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FileHash } from "../../../common/contracts/files.ts";
import { realDisk } from "./disk.ts";
import { codeOf, filePath, problemOf, WorkspaceFixture } from "./workspaceFixture.ts";

let fixture: WorkspaceFixture;

beforeEach(() => {
  fixture = new WorkspaceFixture();
});
afterEach(() => fixture[Symbol.asyncDispose]());

describe("writing", () => {
  test("replaces the version the caller saw, and keeps the file's mode", async () => {
    fixture.put("run.sh", "old");
    chmodSync(fixture.absolute("run.sh"), 0o751);
    const [written] = await fixture.save("run.sh", "new", await fixture.hashOf("run.sh"));
    expect(fixture.disk("run.sh")).toBe("new");
    expect(statSync(fixture.absolute("run.sh")).mode & 0o777).toBe(0o751);
    expect(written).toEqual({ path: "run.sh", hash: await fixture.hashOf("run.sh"), size: 3 });
  });

  test("refuses when the disk holds something else, and leaves it", async () => {
    fixture.put("a.ts", "mine");
    const seen = await fixture.hashOf("a.ts");
    fixture.put("a.ts", "theirs");
    expect(await codeOf(fixture.save("a.ts", "mine too", seen))).toBe("conflict");
    expect(await codeOf(fixture.save("a.ts", "mine too", null))).toBe("conflict");
    rmSync(fixture.absolute("a.ts"));
    expect(await codeOf(fixture.save("a.ts", "mine too", seen))).toBe("conflict");
    expect(readdirSync(fixture.root)).toEqual([]);
  });

  test("lets one of two writers of the same version win", async () => {
    fixture.put("a.ts", "0");
    const seen = await fixture.hashOf("a.ts");
    const other = fixture.make();
    const input = (text: string) =>
      [{ path: filePath("a.ts"), text, expected: seen, encoding: "utf-8" }] as const;
    const codes = await Promise.all([
      codeOf(fixture.workspace.writeMany(input("1"))),
      codeOf(fixture.workspace.writeMany(input("2"))),
      codeOf(other.writeMany(input("3"))),
    ]);
    expect(codes.filter((code) => code === undefined).length).toBeGreaterThanOrEqual(1);
    expect(codes.slice(0, 2)).toContain("conflict");
    expect(["1", "2", "3"]).toContain(fixture.disk("a.ts"));
  });

  test("notices a change that lands between the check and the write", async () => {
    fixture.put("a.ts", "0");
    const seen = await fixture.hashOf("a.ts");
    fixture.workspace = fixture.make({
      disk: {
        ...realDisk,
        open: (...args) => {
          fixture.put("a.ts", "somebody else was faster");
          return realDisk.open(...args);
        },
      },
    });
    expect(await codeOf(fixture.save("a.ts", "1", seen))).toBe("conflict");
    expect([fixture.disk("a.ts"), readdirSync(fixture.root)]).toEqual([
      "somebody else was faster",
      ["a.ts"],
    ]);
  });

  test("never replaces a file that appears while a new one is written", async () => {
    fixture.workspace = fixture.make({
      disk: {
        ...realDisk,
        link: (...args) => {
          fixture.put("a.ts", "appeared");
          return realDisk.link(...args);
        },
      },
    });
    expect(await codeOf(fixture.save("a.ts", "mine", null))).toBe("conflict");
    expect([fixture.disk("a.ts"), readdirSync(fixture.root)]).toEqual(["appeared", ["a.ts"]]);
  });

  test("makes the folders of a new file", async () => {
    await fixture.save("src/new folder/a.ts", "x", null);
    expect(fixture.disk("src/new folder/a.ts")).toBe("x");
  });

  test("is content when the disk holds the same text already", async () => {
    fixture.put("a.ts", "same");
    const before = statSync(fixture.absolute("a.ts")).mtimeMs;
    await fixture.save("a.ts", "same", null);
    expect(statSync(fixture.absolute("a.ts")).mtimeMs).toBe(before);
  });

  test("writes a batch as a whole or not at all", async () => {
    fixture.put("a.ts", "a");
    fixture.put("b.ts", "b");
    const requests = (expectedB: FileHash | null) => [
      { path: filePath("a.ts"), text: "a2", encoding: "utf-8" as const, expected: hashA },
      { path: filePath("b.ts"), text: "b2", encoding: "utf-8" as const, expected: expectedB },
      { path: filePath("c.ts"), text: "c2", encoding: "utf-8" as const, expected: null },
    ];
    const hashA = await fixture.hashOf("a.ts");
    expect(await codeOf(fixture.workspace.writeMany(requests(hashA)))).toBe("conflict");
    expect([
      fixture.disk("a.ts"),
      fixture.disk("b.ts"),
      existsSync(fixture.absolute("c.ts")),
    ]).toEqual(["a", "b", false]);
    await fixture.workspace.writeMany(requests(await fixture.hashOf("b.ts")));
    expect([fixture.disk("a.ts"), fixture.disk("b.ts"), fixture.disk("c.ts")]).toEqual([
      "a2",
      "b2",
      "c2",
    ]);
  });

  test("leaves the old version and no rubbish when the disk is full", async () => {
    fixture.put("a.ts", "old");
    const seen = await fixture.hashOf("a.ts");
    fixture.workspace = fixture.make({ disk: { ...realDisk, open: openOnFullDisk } });
    const problem = await problemOf(fixture.save("a.ts", "new", seen));
    expect(problem).toMatchObject({ code: "disk-full", next: expect.stringContaining("Free") });
    expect([fixture.disk("a.ts"), readdirSync(fixture.root)]).toEqual(["old", ["a.ts"]]);
  });

  test("refuses a write-protected file, also to root", async () => {
    fixture.put("a.ts", "old");
    chmodSync(fixture.absolute("a.ts"), 0o444);
    expect(await fixture.workspace.read(filePath("a.ts"))).toMatchObject({ readOnly: true });
    expect(await codeOf(fixture.save("a.ts", "new", await fixture.hashOf("a.ts")))).toBe(
      "no-permission",
    );
    expect(fixture.disk("a.ts")).toBe("old");
  });

  test("refuses what is far larger than it would open again", async () => {
    expect(await codeOf(fixture.save("a.ts", "x".repeat(10 * 1024 * 1024 + 1), null))).toBe(
      "too-large",
    );
  });
});

/** A file system on which every file can be made and none can be filled. */
const openOnFullDisk: typeof open = async (...args) => {
  const handle = await open(...args);
  handle.writeFile = () =>
    Promise.reject(Object.assign(new Error("no space left on device"), { code: "ENOSPC" }));
  return handle;
};

describe("names", () => {
  test("renames and moves, never over something", async () => {
    fixture.put("a.ts", "a");
    fixture.put("b.ts", "b");
    expect(await codeOf(fixture.workspace.rename(filePath("a.ts"), filePath("b.ts")))).toBe(
      "already-exists",
    );
    expect(await codeOf(fixture.workspace.rename(filePath("nothing"), filePath("c.ts")))).toBe(
      "not-found",
    );
    await fixture.workspace.rename(filePath("a.ts"), filePath("src/c.ts"));
    expect([
      fixture.disk("src/c.ts"),
      fixture.disk("b.ts"),
      existsSync(fixture.absolute("a.ts")),
    ]).toEqual(["a", "b", false]);
    expect(await codeOf(fixture.workspace.rename(filePath("src"), filePath("src/deep/src")))).toBe(
      "invalid-input",
    );
  });

  test("creates files and folders, never over something", async () => {
    await fixture.workspace.createFolder(filePath("src/deep"));
    await fixture.workspace.createFile(filePath("src/deep/a.ts"));
    expect(await codeOf(fixture.workspace.createFile(filePath("src/deep/a.ts")))).toBe(
      "already-exists",
    );
    expect(await codeOf(fixture.workspace.createFolder(filePath("src/deep")))).toBe(
      "already-exists",
    );
    expect(fixture.disk("src/deep/a.ts")).toBe("");
  });

  test("puts back what was removed, unless something else is there", async () => {
    fixture.put("src/a.ts", "a");
    const folder = await fixture.workspace.remove(filePath("src"));
    expect(existsSync(fixture.absolute("src"))).toBe(false);
    fixture.put("src", "in the way");
    expect(await codeOf(fixture.workspace.restore(folder.trashId))).toBe("already-exists");
    rmSync(fixture.absolute("src"));
    await fixture.workspace.restore(folder.trashId);
    expect(fixture.disk("src/a.ts")).toBe("a");
    expect(await codeOf(fixture.workspace.restore(folder.trashId))).toBe("not-found");
    expect(await codeOf(fixture.workspace.restore("../../etc"))).toBe("not-found");
  });
});
