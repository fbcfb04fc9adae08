import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeOf, filePath, until, WorkspaceFixture } from "./workspaceFixture.ts";

let fixture: WorkspaceFixture;

beforeEach(() => {
  fixture = new WorkspaceFixture();
});
afterEach(() => fixture[Symbol.asyncDispose]());

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** Enough that writing it in place is caught half-way nearly every time. */
const VERSION_BYTES = 4_000_000;

/** A process that writes whole versions of two files, one after the other, until it is killed. */
function startWriter(): ReturnType<typeof spawn> {
  const module = (file: string): string =>
    JSON.stringify(fileURLToPath(new URL(file, import.meta.url)));
  const script = `
    const { Workspace } = await import(${module("./workspace.ts")});
    const { silentLog } = await import(${module("../../../common/base/log.ts")});
    const workspace = new Workspace({ root: ${JSON.stringify(fixture.root)}, now: Date.now, log: silentLog });
    process.stdout.write("writing\\n");
    for (let i = 0; ; i++) {
      const text = ${JSON.stringify(LETTERS)}[i % 26].repeat(${VERSION_BYTES});
      const files = [];
      for (const path of ["a.txt", "b.txt"]) {
        const content = await workspace.read(path);
        files.push({ path, text, encoding: "utf-8", expected: content.hash });
      }
      await workspace.writeMany(files);
    }`;
  return spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

describe("a process that is killed while it writes", () => {
  test("leaves each file as a whole version, five times over", async () => {
    for (const file of ["a.txt", "b.txt"]) fixture.put(file, "-".repeat(VERSION_BYTES));
    for (let round = 0; round < 5; round++) {
      const child = startWriter();
      const gone = once(child, "exit");
      if (child.stdout !== null) await once(child.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 60));
      child.kill("SIGKILL");
      await gone;
      for (const file of ["a.txt", "b.txt"]) {
        const text = fixture.disk(file);
        expect(text).toBe((text[0] ?? "").repeat(VERSION_BYTES));
      }
    }
  });

  test("has what it left behind cleared away at the next start, when it is old", async () => {
    const [old, fresh] = [".0123456789abcdef.overskill-new", ".fedcba9876543210.overskill-new"];
    for (const name of [old, fresh]) fixture.put(`src/${name}`);
    fixture.put("src/a.ts");
    utimesSync(fixture.absolute(`src/${old}`), new Date(0), new Date(0));
    await fixture.start();
    await until(
      () => readdirSync(fixture.absolute("src")).length === 2,
      () => readdirSync(fixture.absolute("src")),
    );
    expect(readdirSync(fixture.absolute("src"))).toEqual([fresh, "a.ts"]);
    expect((await fixture.workspace.tree()).entries.map((entry) => entry.path)).toEqual([
      "src",
      "src/a.ts",
    ]);
  });
});

/** A real file system of one megabyte; only root may make one. */
function mountSmallDisk(folder: string): boolean {
  try {
    mkdirSync(folder);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test("a full disk refuses a save with its cause, and keeps the old version", async (context) => {
  const small = fixture.absolute("small");
  if (!mountSmallDisk(small)) return context.skip("mounting a small disk needs root");
  try {
    const workspace = fixture.make({ root: small });
    writeFileSync(path.join(small, "a.txt"), "old");
    const content = await workspace.read(filePath("a.txt"));
    const expected = content.kind === "text" ? content.hash : null;
    const text = "x".repeat(2 * 1024 * 1024);
    const request = { path: filePath("a.txt"), text, encoding: "utf-8", expected } as const;
    expect(await codeOf(workspace.writeMany([request]))).toBe("disk-full");
    expect(readdirSync(small)).toEqual(["a.txt"]);
    expect(await workspace.read(filePath("a.txt"))).toMatchObject({ text: "old" });
    await workspace.writeMany([{ ...request, text: "fits" }]);
    expect(await workspace.read(filePath("a.txt"))).toMatchObject({ text: "fits" });
  } finally {
    execFileSync("umount", [small]);
    rmSync(small, { recursive: true });
  }
});

test("a full disk refuses copies and files from outside, and holds nothing of them", async (context) => {
  const small = fixture.absolute("small");
  if (!mountSmallDisk(small)) return context.skip("mounting a small disk needs root");
  try {
    const workspace = fixture.make({ root: small });
    mkdirSync(path.join(small, "lib"));
    for (const name of ["a", "b"])
      writeFileSync(path.join(small, "lib", name), "x".repeat(300_000));
    expect(await codeOf(workspace.copy(filePath("lib"), filePath("lib copy")))).toBe("disk-full");
    const part = { uploadId: "8f14e45f-ceea-467f-a9a5-1b2c3d4e5f60", path: filePath("big.bin") };
    const bytes = Buffer.alloc(400_000);
    await workspace.upload({ ...part, offset: 0, bytes }, false);
    expect(await codeOf(workspace.upload({ ...part, offset: 400_000, bytes }, true))).toBe(
      "disk-full",
    );
    expect(readdirSync(small)).toEqual(["lib"]);
  } finally {
    execFileSync("umount", [small]);
    rmSync(small, { recursive: true });
  }
});

/** Not even root may change such a file; some disks do not know it. */
function makeImmutable(file: string): boolean {
  try {
    execFileSync("chattr", ["+i", file], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test("what the system refuses is named, and stays as it was", async (context) => {
  fixture.put("src/a.ts", "a");
  if (!makeImmutable(fixture.absolute("src/a.ts"))) {
    return context.skip("making a file immutable needs root and a disk that knows it");
  }
  try {
    const { workspace } = fixture;
    const [a, b] = [filePath("src/a.ts"), filePath("b.ts")];
    expect([
      await codeOf(fixture.save("src/a.ts", "b", await fixture.hashOf("src/a.ts"))),
      await codeOf(workspace.rename(a, b)),
      await codeOf(workspace.remove(a)),
    ]).toEqual(["no-permission", "no-permission", "no-permission"]);
    expect([fixture.disk("src/a.ts"), readdirSync(fixture.absolute("src"))]).toEqual([
      "a",
      ["a.ts"],
    ]);
  } finally {
    execFileSync("chattr", ["-i", fixture.absolute("src/a.ts")]);
  }
});

test("a name may change its case alone", async () => {
  fixture.put("src/app.tsx", "app");
  const seen = await fixture.start();
  await fixture.workspace.rename(filePath("src/app.tsx"), filePath("src/App.tsx"));
  expect(readdirSync(fixture.absolute("src"))).toEqual(["App.tsx"]);
  expect(seen.changes()).toEqual(["studio added src/App.tsx", "studio removed src/app.tsx"]);
});
