import { randomBytes } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FreedesktopTrash } from "./freedesktopTrash.ts";
import { codeOf, filePath, WorkspaceFixture } from "./workspaceFixture.ts";

let fixture: WorkspaceFixture;

beforeEach(() => {
  fixture = new WorkspaceFixture();
});
afterEach(() => fixture[Symbol.asyncDispose]());

describe("copying", () => {
  test("copies a folder in one step, with its links, without packages and git's data", async () => {
    fixture.put("lib/deep/a.ts", "a");
    fixture.put("lib/node_modules/react/index.js", "x");
    fixture.put("lib/.git/HEAD", "x");
    symlinkSync("deep/a.ts", fixture.absolute("lib/link"));
    chmodSync(fixture.absolute("lib/deep/a.ts"), 0o755);
    const seen = await fixture.start();
    await fixture.workspace.copy(filePath("lib"), filePath("lib copy"));
    expect(readdirSync(fixture.absolute("lib copy")).toSorted()).toEqual(["deep", "link"]);
    expect(fixture.disk("lib copy/link")).toBe("a");
    expect(lstatSync(fixture.absolute("lib copy/link")).isSymbolicLink()).toBe(true);
    expect(lstatSync(fixture.absolute("lib copy/deep/a.ts")).mode & 0o777).toBe(0o755);
    expect(seen.changes().toSorted()).toEqual([
      "studio added lib copy",
      "studio added lib copy/deep",
      "studio added lib copy/deep/a.ts",
      "studio added lib copy/link",
    ]);
  });

  test("never copies over something, into itself, or a protected folder", async () => {
    fixture.put("a/x.ts", "x");
    fixture.put("b.ts", "b");
    fixture.put("node_modules/react/index.js");
    const { workspace } = fixture;
    expect([
      await codeOf(workspace.copy(filePath("a/x.ts"), filePath("b.ts"))),
      await codeOf(workspace.copy(filePath("a"), filePath("a/b"))),
      await codeOf(workspace.copy(filePath("node_modules/react"), filePath("react"))),
      await codeOf(workspace.copy(filePath("gone"), filePath("c"))),
    ]).toEqual(["already-exists", "invalid-input", "protected", "not-found"]);
    expect([fixture.disk("b.ts"), readdirSync(fixture.root).toSorted()]).toEqual([
      "b",
      ["a", "b.ts", "node_modules"],
    ]);
  });
});

describe("a file from outside the app", () => {
  const uploadId = "8f14e45f-ceea-467f-a9a5-1b2c3d4e5f60";

  function part(offset: number, bytes: Buffer, last: boolean, file = "photo.png") {
    return fixture.workspace.upload({ uploadId, path: filePath(file), offset, bytes }, last);
  }

  test("comes in parts and is seen when it is whole", async () => {
    const bytes = randomBytes(3_000_000);
    const seen = await fixture.start();
    await part(0, bytes.subarray(0, 1_000_000), false, "in/photo.png");
    await part(1_000_000, bytes.subarray(1_000_000, 2_000_000), false, "in/photo.png");
    expect((await fixture.workspace.tree()).entries.map((entry) => entry.path)).not.toContain(
      "in/photo.png",
    );
    await part(2_000_000, bytes.subarray(2_000_000), true, "in/photo.png");
    expect(readFileSync(fixture.absolute("in/photo.png")).equals(bytes)).toBe(true);
    expect(seen.changes()).toContain("studio added in/photo.png");
    expect(readdirSync(fixture.absolute("in"))).toEqual(["photo.png"]);
  });

  test("leaves nothing when a part is missing, or when the name is taken meanwhile", async () => {
    await part(0, Buffer.from("one"), false);
    expect(await codeOf(part(9, Buffer.from("three"), true))).toBe("invalid-input");
    expect(readdirSync(fixture.root)).toEqual([]);
    await part(0, Buffer.from("one"), false);
    fixture.put("photo.png", "theirs");
    expect(await codeOf(part(3, Buffer.from("two"), true))).toBe("already-exists");
    expect([readdirSync(fixture.root), fixture.disk("photo.png")]).toEqual([
      ["photo.png"],
      "theirs",
    ]);
  });

  test("is not written into protected folders", async () => {
    expect(await codeOf(part(0, Buffer.from("x"), true, ".git/hooks/pre-commit"))).toBe(
      "protected",
    );
  });
});

describe("the system's trash of Linux", () => {
  let dataHome = "";
  let trash: FreedesktopTrash;
  beforeEach(async () => {
    dataHome = realpathSync(mkdtempSync(path.join(tmpdir(), "data-home-")));
    trash = new FreedesktopTrash({ dataHome, uid: 1000, now: () => Date.UTC(2026, 0, 2, 12) });
    fixture.workspace = fixture.make({ systemTrash: { kind: "freedesktop", trash } });
  });
  afterEach(() => rmSync(dataHome, { recursive: true, force: true }));

  const inTrash = (): string[] => readdirSync(path.join(dataHome, "Trash/files")).toSorted();

  test("holds what was removed as file managers expect it, and gives it back", async () => {
    fixture.put("src/ä b.ts", "text");
    const { trashId, where } = await fixture.workspace.remove(filePath("src/ä b.ts"));
    expect([where, inTrash()]).toEqual(["system", ["ä b.ts"]]);
    const info = readFileSync(path.join(dataHome, "Trash/info/ä b.ts.trashinfo"), "utf8");
    const recorded = `${fixture.root}/src/%C3%A4%20b.ts`;
    expect(info).toMatch(
      new RegExp(
        String.raw`^\[Trash Info\]\nPath=${recorded}\nDeletionDate=2026-01-02T..:00:00\n$`,
      ),
    );
    await fixture.workspace.restore(trashId);
    expect([fixture.disk("src/ä b.ts"), inTrash()]).toEqual(["text", []]);
    expect(readdirSync(path.join(dataHome, "Trash/info"))).toEqual([]);
    expect(await codeOf(fixture.workspace.restore(trashId))).toBe("not-found");
  });

  test("keeps entries of one name apart, also names of 255 bytes", async () => {
    const long = `${"ü".repeat(126)}.ts`;
    for (const text of ["1", "2"]) {
      for (const file of ["a.ts", long]) {
        fixture.put(file, text);
        await fixture.workspace.remove(filePath(file));
      }
    }
    expect(inTrash().length).toBe(4);
    expect(inTrash().slice(0, 2)).toEqual(["a.2.ts", "a.ts"]);
  });

  test("restores after a restart, and says when the person emptied the trash", async () => {
    fixture.put("lib/a.ts", "a");
    const kept = await fixture.workspace.remove(filePath("lib"));
    fixture.workspace = fixture.make({ systemTrash: { kind: "freedesktop", trash } });
    await fixture.workspace.restore(kept.trashId);
    expect(fixture.disk("lib/a.ts")).toBe("a");
    const gone = await fixture.workspace.remove(filePath("lib"));
    rmSync(path.join(dataHome, "Trash"), { recursive: true });
    expect(await codeOf(fixture.workspace.restore(gone.trashId))).toBe("not-found");
  });

  test("gives back nothing that a forged note names", async () => {
    fixture.put("a.ts", "a");
    const { trashId } = await fixture.workspace.remove(filePath("a.ts"));
    mkdirSync(path.join(dataHome, "Trash/files"), { recursive: true });
    writeFileSync(path.join(dataHome, "Trash/files/private.key"), "secret");
    writeFileSync(
      path.join(dataHome, "Trash/info/private.key.trashinfo"),
      "[Trash Info]\nPath=/home/somebody/private.key\n",
    );
    const note = fixture.absolute(`.overskill/trash/${trashId}/removed.json`);
    for (const receipt of [
      { trash: path.join(dataHome, "Trash"), name: "private.key" },
      { trash: "/etc", name: "passwd" },
      { trash: path.join(dataHome, "Trash"), name: "../../private.key" },
    ]) {
      writeFileSync(note, JSON.stringify({ path: "stolen", removedAt: 0, receipt }));
      expect(await codeOf(fixture.workspace.restore(trashId))).toBe("not-found");
    }
    expect(readdirSync(fixture.root)).toEqual([".overskill"]);
  });

  test("steps aside for the app's own trash where it cannot be made", async () => {
    rmSync(dataHome, { recursive: true });
    writeFileSync(dataHome, "no folder");
    fixture.put("a.ts", "a");
    const { trashId, where } = await fixture.workspace.remove(filePath("a.ts"));
    expect(where).toBe("app");
    await fixture.workspace.restore(trashId);
    expect(fixture.disk("a.ts")).toBe("a");
  });
});

test("a shell's trash gets the entry, and undo gives back the copy that stayed", async () => {
  const moved: string[] = [];
  const moveTo = async (absolute: string): Promise<void> => {
    moved.push(absolute);
    rmSync(absolute, { recursive: true });
  };
  fixture.workspace = fixture.make({ systemTrash: { kind: "shell", moveTo } });
  fixture.put("lib/a.ts", "a");
  const { trashId, where } = await fixture.workspace.remove(filePath("lib"));
  expect([where, moved]).toEqual(["system", [fixture.absolute("lib")]]);
  await fixture.workspace.restore(trashId);
  expect(fixture.disk("lib/a.ts")).toBe("a");
});
