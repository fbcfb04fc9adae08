import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeOf, filePath, until, WorkspaceFixture } from "./workspaceFixture.ts";

let fixture: WorkspaceFixture;

beforeEach(() => {
  fixture = new WorkspaceFixture();
});
afterEach(() => fixture[Symbol.asyncDispose]());

describe("changes", () => {
  test("tells of a save at once and once, with its hash and its id", async () => {
    fixture.put("a.ts", "a");
    const seen = await fixture.start();
    const [written] = await fixture.save("a.ts", "b", await fixture.hashOf("a.ts"));
    expect(seen.batches).toEqual([
      {
        seq: 1,
        reset: false,
        changes: [
          {
            path: "a.ts",
            kind: "changed",
            entry: { path: "a.ts", kind: "file", size: 1, ignored: false },
            hash: written?.hash,
            by: "studio",
          },
        ],
      },
    ]);
    expect(seen.files).toEqual([
      {
        files: [{ path: fixture.absolute("a.ts"), kind: "changed" }],
        saveIds: ["save-1"],
        by: "studio",
      },
    ]);
    // Longer than the watcher takes to report the same write.
    fixture.put("marker.txt");
    await until(() => seen.changes().includes("other added marker.txt"), seen.changes);
    expect(seen.changes()).toEqual(["studio changed a.ts", "other added marker.txt"]);
    expect(seen.compiled()).toEqual(["studio changed a.ts", "other added marker.txt"]);
  });

  test("tells the compiler of a save that changed nothing, so that its trace ends", async () => {
    fixture.put("a.ts", "a");
    const seen = await fixture.start();
    await fixture.save("a.ts", "a", await fixture.hashOf("a.ts"));
    expect([seen.batches, seen.compiled(), seen.files[0]?.saveIds]).toEqual([
      [],
      ["studio changed a.ts"],
      ["save-1"],
    ]);
  });

  test("follows what other programs do", async () => {
    fixture.put("a.ts", "a");
    fixture.put("old/b.ts", "b");
    const seen = await fixture.start();
    fixture.put("a.ts", "changed");
    fixture.put("new/deep/c.ts", "c");
    rmSync(fixture.absolute("old"), { recursive: true });
    await until(() => seen.changes().length >= 6, seen.changes);
    expect(seen.changes().toSorted()).toEqual([
      "other added new",
      "other added new/deep",
      "other added new/deep/c.ts",
      "other changed a.ts",
      "other removed old",
      "other removed old/b.ts",
    ]);
    expect(seen.compiled().toSorted()).toEqual([
      "other added new/deep/c.ts",
      "other changed a.ts",
      "other removed old/b.ts",
    ]);
  });

  test("takes another editor's way to save (write aside, rename over) for a change", async () => {
    fixture.put("a.ts", "a");
    const seen = await fixture.start();
    fixture.put("a.ts.tmp", "b");
    renameSync(fixture.absolute("a.ts.tmp"), fixture.absolute("a.ts"));
    await until(() => seen.changes().includes("other changed a.ts"), seen.changes);
    expect(seen.changes()).not.toContain("other removed a.ts");
  });

  test("tells of all that a folder holds when it is moved in or renamed", async () => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), "elsewhere-"));
    mkdirSync(path.join(elsewhere, "lib/deep"), { recursive: true });
    writeFileSync(path.join(elsewhere, "lib/deep/a.ts"), "a");
    const seen = await fixture.start();
    renameSync(path.join(elsewhere, "lib"), fixture.absolute("lib"));
    await until(() => seen.changes().length >= 3, seen.changes);
    await fixture.workspace.rename(filePath("lib"), filePath("kit"));
    expect(seen.changes()).toEqual([
      "other added lib",
      "other added lib/deep",
      "other added lib/deep/a.ts",
      "studio added kit",
      "studio added kit/deep",
      "studio added kit/deep/a.ts",
      "studio removed lib",
      "studio removed lib/deep",
      "studio removed lib/deep/a.ts",
    ]);
    rmSync(elsewhere, { recursive: true });
  });

  test("lets the compiler know of ignored sources, but not the tree", async () => {
    fixture.put(".gitignore", "generated\n");
    fixture.put("generated/routes.ts", "1");
    fixture.put("node_modules/react/index.js", "1");
    const seen = await fixture.start();
    fixture.put("node_modules/react/index.js", "2");
    fixture.put("generated/routes.ts", "2");
    await until(() => seen.compiled().length > 0, seen.compiled);
    expect([seen.compiled(), seen.batches]).toEqual([["other changed generated/routes.ts"], []]);
  });

  test("reads the tree again when an ignore file changes", async () => {
    fixture.put("dist/a.js");
    const seen = await fixture.start();
    fixture.put(".gitignore", "dist\n");
    await until(
      () => seen.batches.some((batch) => batch.reset),
      () => seen.batches,
    );
    const { entries } = await fixture.workspace.tree();
    expect(entries.map(({ path: at, ignored }) => (ignored ? `(${at})` : at))).toEqual([
      ".gitignore",
      "(dist)",
    ]);
  });

  test("gives the batches since a number, or a reset when it is too old", async () => {
    const seen = await fixture.start();
    for (const name of ["a", "b", "c"]) await fixture.workspace.createFile(filePath(name));
    expect(fixture.workspace.changesSince(1)).toEqual(seen.batches.slice(1));
    expect(fixture.workspace.changesSince(3)).toEqual([]);
    for (let i = 0; i < 1_001; i++) await fixture.save("a", `${i}`, await fixture.hashOf("a"));
    expect(fixture.workspace.changesSince(1)).toEqual([{ seq: 1_004, reset: true, changes: [] }]);
  });

  test("tells of 10,000 changes at once in one batch, and misses none", async () => {
    for (let i = 0; i < 10_000; i++) fixture.put(`burst/${i % 50}/${i}.ts`, "x");
    const seen = await fixture.start();
    for (let i = 0; i < 10_000; i++) fixture.put(`burst/${i % 50}/${i}.ts`, "changed");
    await until(
      () => new Set(seen.compiled()).size >= 10_000,
      () => seen.compiled().length,
    );
    // A slow machine may write longer than a burst is held.
    expect(seen.files.length).toBeLessThanOrEqual(3);
    expect(seen.batches.length).toBe(seen.files.length);
    expect(seen.batches.some(({ reset }) => reset)).toBe(true);
    rmSync(fixture.absolute("burst"), { recursive: true });
    const removed = (): string[] => seen.compiled().filter((line) => line.includes("removed"));
    await until(
      () => removed().length >= 10_000,
      () => removed().length,
    );
    expect((await fixture.workspace.tree()).entries).toEqual([]);
  });

  test("shows packages that are installed while the app is open, and not what is in them", async () => {
    const seen = await fixture.start();
    fixture.put("node_modules/react/index.js", "1");
    await until(() => seen.changes().length > 0, seen.changes);
    expect(seen.batches[0]?.changes).toEqual([
      {
        path: "node_modules",
        kind: "added",
        entry: { path: "node_modules", kind: "folder", size: 0, ignored: true },
        by: "other",
      },
    ]);
    fixture.put("packages/a/node_modules/react/index.js", "1");
    await until(() => seen.changes().includes("other added packages/a/node_modules"), seen.changes);
    rmSync(fixture.absolute("node_modules"), { recursive: true });
    await until(() => seen.changes().includes("other removed node_modules"), seen.changes);
    expect(seen.changes().filter((line) => line.includes("react"))).toEqual([]);
    expect(seen.compiled().filter((line) => line.includes("react"))).toEqual([]);
  });

  test("looks itself when the system cannot watch, and says so", async () => {
    fixture.workspace = fixture.make({
      subscribe: () => Promise.reject(new Error("No space left on device")),
    });
    const notices: string[] = [];
    fixture.workspace.onNotice((notice) => notices.push(notice.title));
    fixture.workspace.start();
    await fixture.workspace.tree();
    const seen = fixture.record();
    fixture.put("a.ts", "a");
    await until(() => seen.changes().includes("other added a.ts"), seen.changes);
    expect(notices).toEqual(["Changes by other programs are noticed with a delay"]);
  });

  test("notices when the folder goes away and comes back", async () => {
    fixture.put("a.ts", "a");
    const seen = await fixture.start();
    const folder: boolean[] = [];
    fixture.workspace.onFolder(({ exists }) => folder.push(exists));
    const away = `${fixture.root}-away`;
    renameSync(fixture.root, away);
    await until(() => folder.length === 1);
    expect(await codeOf(fixture.workspace.tree())).toBe("folder-missing");
    expect(await codeOf(fixture.workspace.read(filePath("a.ts")))).toBe("folder-missing");
    expect(await codeOf(fixture.save("b.ts", "b", null))).toBe("folder-missing");
    expect(existsSync(fixture.root)).toBe(false);
    renameSync(away, fixture.root);
    await until(() => folder.length === 2);
    fixture.put("b.ts", "b");
    await until(() => seen.changes().includes("other added b.ts"), seen.changes);
    expect((await fixture.workspace.tree()).entries.map((entry) => entry.path)).toEqual([
      "a.ts",
      "b.ts",
    ]);
  });
});
