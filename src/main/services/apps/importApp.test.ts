import { execFileSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
} from "node:fs";
import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import type { ImportJob } from "../../../common/contracts/versions.ts";
import { importRunner } from "../../git/runImport.ts";
import { GitServer, TOKEN } from "../../git/testing/gitServer.ts";
import { ANN, SampleRepository } from "../../git/testing/sampleRepository.ts";
import { ImportApp, type ImportRequest } from "./importApp.ts";

const APP = AppId.parse("jwbqqn");
let folder: string;
let imports: ImportApp;
let opened: string[];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "studio-import-")));
  opened = [];
  imports = new ImportApp({
    run: importRunner(process.execPath),
    appsFolder: path.join(folder, "apps"),
    uploadsFolder: path.join(folder, "uploads"),
    openFolder: async (made) => {
      opened.push(made);
      return { id: APP };
    },
    beginVersions: async () => undefined,
    now: Date.now,
    log: silentLog,
  });
});

afterEach(async () => {
  await imports[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function ended(
  request: ImportRequest,
  during?: (job: ImportJob) => void,
): Promise<ImportJob> {
  const { id } = imports.start(request);
  return new Promise((resolve) => {
    const look = (jobs: readonly ImportJob[]): void => {
      const job = jobs.find((each) => each.id === id);
      if (job === undefined) return;
      if (job.status === "running") during?.(job);
      else resolve(job);
    };
    imports.onChange(look);
    look(imports.value);
  });
}

async function importZip(bytes: Uint8Array, name = "Harbor"): Promise<ImportJob> {
  const half = Math.floor(bytes.length / 2);
  const { uploadId } = await imports.upload(null, bytes.subarray(0, half));
  await imports.upload(uploadId, bytes.subarray(half));
  return ended({ kind: "zip", name, uploadId });
}

function names(of: string): readonly string[] {
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
      const each = path.join(folder, item.name);
      return item.isDirectory() ? below(each) : [path.relative(of, each)];
    });
  return below(of).toSorted();
}

describe("a zip", () => {
  it("becomes an app, without the folder that all lies in and what belongs to no app", async () => {
    const job = await importZip(
      zipSync({
        "harbor-main/package.json": strToU8("{}"),
        "harbor-main/src/ünïcode 🐚.ts": strToU8("export {};\n"),
        "harbor-main/bin/run": [strToU8("#!/bin/sh\n"), { os: 3, attrs: 0o100755 << 16 }],
        "harbor-main/link": [strToU8("./package.json"), { os: 3, attrs: 0o120777 << 16 }],
        "harbor-main/.git/hooks/pre-commit": strToU8("evil"),
        "harbor-main/node_modules/x/index.js": strToU8("x"),
        "__MACOSX/._package.json": strToU8("x"),
      }),
    );
    const made = path.join(folder, "apps/harbor");
    expect(job).toMatchObject({ status: "done", appId: APP, problem: null });
    expect(readdirSync(path.join(folder, "uploads"))).toEqual([]);
    expect(opened).toEqual([made]);
    expect(names(made)).toEqual(["bin/run", "link", "package.json", "src/ünïcode 🐚.ts"]);
    expect(lstatSync(path.join(made, "bin/run")).mode & 0o111).not.toBe(0);
    expect(readlinkSync(path.join(made, "link"))).toBe("./package.json");
    expect(job.skipped.map(({ path: file }) => file).toSorted()).toEqual([
      "__MACOSX/._package.json",
      "harbor-main/.git/hooks/pre-commit",
      "harbor-main/node_modules/x/index.js",
    ]);
  });

  it("writes nothing outside the app's folder", async () => {
    const job = await importZip(
      zipSync({
        "ok.txt": strToU8("ok"),
        "../evil.txt": strToU8("evil"),
        "/evil.txt": strToU8("evil"),
        "a/../../evil.txt": strToU8("evil"),
        "..\\evil.txt": strToU8("evil"),
        "C:/evil.txt": strToU8("evil"),
        out: [strToU8("../../.."), { os: 3, attrs: 0o120777 << 16 }],
        absolute: [strToU8("/etc/passwd"), { os: 3, attrs: 0o120777 << 16 }],
        "sub/.GIT/config": strToU8("evil"),
        "deep/er/root": [strToU8("../.."), { os: 3, attrs: 0o120777 << 16 }],
        trick: [strToU8("deep/er/root/.."), { os: 3, attrs: 0o120777 << 16 }],
      }),
    );
    expect(job.status).toBe("done");
    expect(names(path.join(folder, "apps"))).toEqual(["harbor/deep/er/root", "harbor/ok.txt"]);
    expect(job.skipped).toHaveLength(9);
    expect(existsSync(path.join(folder, "evil.txt"))).toBe(false);
  });

  it("is not written through a link that it made itself", async () => {
    const job = await importZip(
      zipSync({
        a: [strToU8("b"), { os: 3, attrs: 0o120777 << 16 }],
        "a/x.txt": strToU8("through"),
        "b/y.txt": strToU8("y"),
      }),
    );
    expect(job.problem).toMatchObject({
      code: "conflict",
      message: "a is in the way of a folder.",
    });
    expect(readdirSync(path.join(folder, "apps"))).toEqual([]);
  });

  it("is refused when it unpacks to more than it says, or is none", async () => {
    const bomb = Buffer.from(zipSync({ "zeros.bin": new Uint8Array(20_000_000) }));
    const entry = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt32LE(10, entry + 24);
    const job = await importZip(bomb);
    expect(job.problem).toMatchObject({ code: "too-large" });
    expect((await importZip(strToU8("not a zip at all"))).problem).toMatchObject({
      code: "invalid-input",
      message: "This is not a zip, or it is damaged.",
    });
    expect(readdirSync(path.join(folder, "apps"))).toEqual([]);
  });
});

describe("a repository", () => {
  it("becomes an app with its history, and takes the next free name", async () => {
    await using server = await GitServer.start();
    using sample = new SampleRepository();
    const url = server.create("harbor.git");
    sample.write("package.json", "{}");
    await sample.call("init", { message: "First", author: ANN });
    sample.write("src/a.ts", "a\n");
    await sample.commitAll("Second");
    await sample.call("setRemote", { url });
    const exchange = { kind: "push", token: TOKEN, trusted: true, author: ANN } as const;
    await sample.call("exchange", exchange);
    const clone = { kind: "clone", name: "Harbor", url, branch: null, history: true } as const;
    const seen: string[] = [];
    const job = await ended({ ...clone, token: TOKEN }, ({ stage }) => seen.push(stage));
    const made = path.join(folder, "apps/harbor");
    const git = (...args: string[]): string =>
      execFileSync("git", args, { cwd: made, encoding: "utf8" }).trim();
    expect(job).toMatchObject({ status: "done", appId: APP, skipped: [] });
    expect(seen).toContain("writing");
    expect(git("log", "--format=%s")).toBe("Second\nFirst");
    expect(git("status", "--porcelain", "--branch")).toBe("## main...origin/main");
    expect(readFileSync(path.join(made, ".git/config"), "utf8")).not.toContain(TOKEN);
    const shallow = await ended({ ...clone, history: false, token: TOKEN });
    expect(shallow.status).toBe("done");
    expect(opened[1]).toBe(path.join(folder, "apps/harbor-2"));
    const refused = await ended({ ...clone, token: "wrong" });
    expect(refused.problem).toMatchObject({ code: "account-refused" });
    const nothing = await ended({ ...clone, url: `${url}x`, token: TOKEN });
    expect(nothing.problem).toMatchObject({ code: "not-found" });
    expect(readdirSync(path.join(folder, "apps"))).toEqual(["harbor", "harbor-2"]);
  });

  it("stops when the person does, and leaves nothing", async () => {
    await using server = await GitServer.start();
    server.isSilent = true;
    const url = `http://127.0.0.1:${new URL(server.create("x.git")).port}/x.git`;
    const request = { kind: "clone", name: "X", url, branch: null, history: true } as const;
    const { id } = imports.start({ ...request, token: TOKEN });
    await new Promise((resolve) => setTimeout(resolve, 600));
    await imports.cancel(id);
    expect(imports.value.at(-1)).toMatchObject({ status: "cancelled" });
    expect(readdirSync(path.join(folder, "apps"))).toEqual([]);
  });

  it("leaves out links that lead out of the folder", async () => {
    await using server = await GitServer.start();
    using sample = new SampleRepository();
    const url = server.create("links.git");
    sample.write("ok.txt", "ok\n");
    execFileSync("ln", ["-s", "/etc/passwd", path.join(sample.root, "out")]);
    execFileSync("ln", ["-s", "ok.txt", path.join(sample.root, "in")]);
    await sample.call("init", { message: "Links", author: ANN });
    await sample.call("setRemote", { url });
    const exchange = { kind: "push", token: TOKEN, trusted: true, author: ANN } as const;
    await sample.call("exchange", exchange);
    const request = { kind: "clone", name: "Links", url, branch: "main", history: false } as const;
    const job = await ended({ ...request, token: TOKEN });
    expect(job.skipped).toEqual([{ path: "out", reason: "It is a link out of the app's folder." }]);
    expect(existsSync(path.join(folder, "apps/links/out"))).toBe(false);
    expect(readlinkSync(path.join(folder, "apps/links/in"))).toBe("ok.txt");
  });
});
