import { chmodSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BranchName } from "../../common/contracts/versions.ts";
import { ANN, ourStatus, SampleRepository } from "./testing/sampleRepository.ts";

let sample: SampleRepository;

beforeEach(() => {
  sample = new SampleRepository();
});

afterEach(() => sample[Symbol.dispose]());

async function begin(): Promise<void> {
  sample.write("src/a.ts", "one\ntwo\nthree\n");
  sample.write("src/b.ts", "b\n");
  sample.write("README.md", "Read me\n");
  await sample.call("init", { message: "Start from Blank page", author: ANN });
}

describe("beginning", () => {
  it("commits the app without its packages, in a repository that git finds whole", async () => {
    sample.write("node_modules/x/index.js", "x");
    sample.write(".env", "SECRET=1");
    await begin();
    expect(sample.git("log", "--format=%s by %an").trim()).toBe(
      "Start from Blank page by Ann Baker",
    );
    expect(sample.git("ls-files").trim().split("\n")).toEqual([
      ".gitignore",
      "README.md",
      "src/a.ts",
      "src/b.ts",
    ]);
    expect(sample.git("fsck", "--strict")).toBe("");
    expect(sample.status()).toEqual([]);
  });

  it("says which repository a folder belongs to that is inside another", async () => {
    sample.git("init", "-q");
    sample.write("app/package.json", "{}");
    const { GitFolder } = await import("./gitCalls.ts");
    const context = { signal: new AbortController().signal, onProgress: () => undefined };
    const status = await new GitFolder(path.join(sample.root, "app")).run(
      "status",
      { changed: null },
      context,
    );
    expect(status).toEqual({
      kind: "unsupported",
      reason: `This folder is part of the repository at ${sample.root}. Open that folder to see its versions.`,
    });
  });
});

describe("status", () => {
  it("says of every file what git says", async () => {
    await begin();
    sample.write("src/a.ts", "one\n2\nthree\n");
    sample.write("new file.txt", "n");
    sample.write("deep/er/file.txt", "n");
    sample.write("dist/out.js", "ignored");
    sample.remove("src/b.ts");
    sample.write("staged.txt", "s");
    sample.git("add", "staged.txt");
    sample.write("staged.txt", "s and more");
    symlinkSync("README.md", path.join(sample.root, "link"));
    chmodSync(path.join(sample.root, "README.md"), 0o755);
    expect(await ourStatus(sample)).toEqual([...sample.status()].toSorted(byName));
  });

  it("sees a change that keeps size and time", async () => {
    await begin();
    sample.write("src/b.ts", "c\n");
    expect(await ourStatus(sample)).toEqual([" M src/b.ts"]);
  });

  it("looks only at what is said to have changed", async () => {
    await begin();
    await sample.call("status", { changed: null });
    sample.write("src/a.ts", "changed\n");
    sample.write("src/b.ts", "changed too\n");
    sample.write("fresh/one.ts", "1");
    const status = await sample.call("status", { changed: ["src/a.ts", "fresh"] });
    expect(status.kind === "ready" && status.changes.map((each) => each.path)).toEqual([
      "fresh/one.ts",
      "src/a.ts",
    ]);
    rmSync(path.join(sample.root, "fresh"), { recursive: true });
    const later = await sample.call("status", { changed: ["fresh", "src/b.ts"] });
    expect(later.kind === "ready" && later.changes.map((each) => each.path)).toEqual([
      "src/a.ts",
      "src/b.ts",
    ]);
  });

  it("reads indexes that git wrote in its newer form", async () => {
    await begin();
    sample.git("update-index", "--index-version", "4");
    sample.write("src/a.ts", "x");
    expect(await ourStatus(sample)).toEqual([" M src/a.ts"]);
    await sample.commitAll("Again");
    expect(sample.status()).toEqual([]);
  });
});

function byName(a: string, b: string): number {
  return a.slice(3) < b.slice(3) ? -1 : 1;
}

describe("committing", () => {
  it("stages and unstages single files", async () => {
    await begin();
    sample.write("src/a.ts", "changed\n");
    sample.write("new.ts", "new\n");
    await sample.call("stage", { paths: ["src/a.ts", "new.ts"] });
    expect(sample.status()).toEqual(["A  new.ts", "M  src/a.ts"]);
    await sample.call("unstage", { paths: ["new.ts"] });
    expect(sample.status()).toEqual(["M  src/a.ts", "?? new.ts"]);
    await sample.call("commit", { message: "Change a", amend: false, author: ANN, hooks: false });
    expect(sample.git("show", "--stat", "--format=%s%n%an <%ae>", "HEAD")).toContain(
      "Change a\nAnn Baker <ann@example.org>\n\n src/a.ts | 4 +---",
    );
    expect(sample.status()).toEqual(["?? new.ts"]);
  });

  it("amends with the author and the parents that were there", async () => {
    await begin();
    const parent = sample.git("rev-parse", "HEAD").trim();
    sample.write("src/a.ts", "changed\n");
    await sample.commitAll("Chnge");
    sample.write("src/b.ts", "too\n");
    await sample.call("stage", { paths: null });
    await sample.call("commit", { message: "Change", amend: true, author: ANN, hooks: false });
    expect(sample.git("log", "--format=%s", "HEAD")).toBe("Change\nStart from Blank page\n");
    expect(sample.git("rev-parse", "HEAD^").trim()).toBe(parent);
    expect(sample.git("reflog", "--format=%gs").split("\n")[0]).toBe("commit (amend): Change");
  });

  it("refuses a commit of nothing, and one without a message", async () => {
    await begin();
    const commit = (message: string) =>
      sample.call("commit", { message, amend: false, author: ANN, hooks: false });
    await expect(commit("Nothing")).rejects.toThrow("Nothing is staged");
    await expect(commit("  \n")).rejects.toThrow("A commit needs a message.");
  });

  it("waits for another git that is at work", async () => {
    await begin();
    sample.write(".git/index.lock", "");
    await expect(sample.call("stage", { paths: ["README.md"] })).rejects.toThrow(
      "Another git is at work in this repository.",
    );
  });

  it("runs the hooks of a trusted folder, and keeps what is staged when they refuse", async () => {
    await begin();
    sample.write(".git/hooks/pre-commit", "#!/bin/sh\necho no tabs allowed >&2\nexit 1\n");
    chmodSync(path.join(sample.root, ".git/hooks/pre-commit"), 0o755);
    sample.write("src/a.ts", "\tx\n");
    await sample.call("stage", { paths: null });
    const commit = (hooks: boolean) =>
      sample.call("commit", { message: "Tab", amend: false, author: ANN, hooks });
    await expect(commit(true)).rejects.toMatchObject({
      problem: { code: "conflict", details: expect.stringContaining("no tabs allowed") },
    });
    expect(sample.status()).toEqual(["M  src/a.ts"]);
    expect(await commit(false)).toMatchObject({ kind: "committed" });
  });
});

describe("branches", () => {
  it("switches with changes that are not in the way, and refuses others without a trace", async () => {
    await begin();
    await sample.call("createBranch", { name: BranchName.parse("feature/one"), at: null });
    await sample.call("switchBranch", { name: "feature/one", mode: "carry" });
    sample.write("src/a.ts", "feature\n");
    sample.write("only/here.ts", "x\n");
    await sample.commitAll("Feature");
    sample.write("src/b.ts", "carried\n");
    await sample.call("switchBranch", { name: "main", mode: "carry" });
    expect(sample.read("src/a.ts")).toBe("one\ntwo\nthree\n");
    expect(sample.status()).toEqual([" M src/b.ts"]);
    expect(sample.git("branch", "--show-current").trim()).toBe("main");
    sample.write("src/a.ts", "mine\n");
    sample.write("only/here.ts", "untracked\n");
    await expect(
      sample.call("switchBranch", { name: "feature/one", mode: "carry" }),
    ).rejects.toThrow("Your changes would be overwritten: only/here.ts, src/a.ts.");
    expect([sample.read("src/a.ts"), sample.read("only/here.ts")]).toEqual([
      "mine\n",
      "untracked\n",
    ]);
    const { kept } = await sample.call("switchBranch", { name: "feature/one", mode: "put-aside" });
    expect(kept).toMatchObject({
      kind: "put-aside",
      branch: "main",
      paths: expect.arrayContaining(["src/a.ts", "src/b.ts", "only/here.ts"]),
    });
    expect(sample.status()).toEqual([]);
    await sample.call("switchBranch", { name: "main", mode: "carry" });
    await sample.call("restoreKept", { id: kept?.id ?? "" });
    expect(sample.status()).toEqual([" M src/a.ts", " M src/b.ts", "?? only/here.ts"]);
    expect(sample.read("src/a.ts")).toBe("mine\n");
  });

  it("renames and deletes, and asks before commits are lost", async () => {
    await begin();
    await sample.call("createBranch", { name: BranchName.parse("one"), at: null });
    await sample.call("switchBranch", { name: "one", mode: "carry" });
    sample.write("src/a.ts", "x\n");
    const id = await sample.commitAll("Only here");
    await sample.call("renameBranch", { from: "one", to: BranchName.parse("one/two") });
    expect(sample.git("branch", "--format=%(refname:short)")).toBe("main\none/two\n");
    await expect(sample.call("deleteBranch", { name: "one/two", force: false })).rejects.toThrow(
      "one/two is the branch you are on.",
    );
    await sample.call("switchBranch", { name: "main", mode: "carry" });
    await expect(sample.call("deleteBranch", { name: "one/two", force: false })).rejects.toThrow(
      "one/two has commits that no other branch has.",
    );
    expect(await sample.call("deleteBranch", { name: "one/two", force: true })).toEqual({
      was: id,
    });
  });

  it("never writes through a link, nor a file that would run as a hook", async () => {
    await begin();
    const outside = new SampleRepository();
    try {
      symlinkSync(outside.root, path.join(sample.root, "out"));
      await sample.commitAll("A link");
      await sample.call("createBranch", { name: BranchName.parse("evil"), at: null });
      sample.remove("out");
      sample.write("out/x.ts", "x");
      await sample.commitAll("A folder in its place");
      await sample.call("switchBranch", { name: "evil", mode: "carry" });
      sample.remove("out");
      symlinkSync(outside.root, path.join(sample.root, "out"));
      await sample.call("switchBranch", { name: "main", mode: "carry" });
      expect(outside.git("-C", outside.root, "--version")).toContain("git version");
      expect(() => outside.read("x.ts")).toThrow("ENOENT");
      expect(sample.read("out/x.ts")).toBe("x");
    } finally {
      outside[Symbol.dispose]();
    }
    const blob = sample.git("hash-object", "-w", "README.md").trim();
    const inner = sample.git("rev-parse", "HEAD^{tree}").trim();
    const { ObjectStore, serializeCommit, serializeTree } = await import("./objectStore.ts");
    const objects = new ObjectStore(path.join(sample.root, ".git"));
    const hooks = objects.write(
      "tree",
      serializeTree([{ name: "post-checkout", mode: 0o100755, oid: blob }]),
    );
    const tree = objects.write(
      "tree",
      serializeTree([
        { name: ".GIT", mode: 0o040000, oid: hooks },
        { name: "src", mode: 0o040000, oid: inner },
      ]),
    );
    const commit = objects.write(
      "commit",
      serializeCommit({ tree, parents: [], message: "Evil", author: ANN, now: Date.now() }),
    );
    sample.git("update-ref", "refs/heads/hooked", commit);
    await expect(sample.call("switchBranch", { name: "hooked", mode: "carry" })).rejects.toThrow(
      "This version holds a file that would leave the app's folder.",
    );
    expect(sample.status()).toEqual([]);
  });
});

describe("discarding", () => {
  it("takes changes off the disk and brings them back, new and deleted files too", async () => {
    await begin();
    sample.write("src/a.ts", "changed\n");
    sample.write("new.ts", "new\n");
    sample.remove("src/b.ts");
    const { kept } = await sample.call("discard", { paths: null });
    expect(sample.status()).toEqual([]);
    expect(sample.read("src/b.ts")).toBe("b\n");
    sample.write("src/a.ts", "typed since\n");
    await sample.call("restoreKept", { id: kept?.id ?? "" });
    expect(sample.status()).toEqual([" M src/a.ts", " D src/b.ts", "?? new.ts"]);
    expect(sample.read("src/a.ts")).toBe("changed\n");
    const [since] = await sample.call("kept", null);
    await sample.call("restoreKept", { id: since?.id ?? "" });
    expect(sample.read("src/a.ts")).toBe("typed since\n");
  });

  it("goes back to what is staged, and leaves that alone", async () => {
    await begin();
    sample.write("src/a.ts", "staged\n");
    await sample.call("stage", { paths: ["src/a.ts"] });
    sample.write("src/a.ts", "staged and more\n");
    await sample.call("discard", { paths: ["src/a.ts"] });
    expect(sample.read("src/a.ts")).toBe("staged\n");
    expect(sample.status()).toEqual(["M  src/a.ts"]);
  });
});

describe("history", () => {
  it("tells of each commit, of one file, and what changed", async () => {
    await begin();
    sample.write("src/a.ts", "two\n");
    const second = await sample.commitAll("Second\n\nWith a body");
    sample.git("mv", "src/b.ts", "src/c.ts");
    const third = await sample.commitAll("Third");
    const all = await sample.call("log", { path: null, skip: 0, limit: 2 });
    expect(all.commits.map(({ id, message, refs }) => [id, message, refs])).toEqual([
      [third, "Third\n", ["main"]],
      [second, "Second\n\nWith a body\n", []],
    ]);
    expect(all.next).toBe(2);
    const one = await sample.call("log", { path: "src/a.ts", skip: 0, limit: 9 });
    expect(one.commits.map(({ message }) => message.split("\n")[0])).toEqual([
      "Second",
      "Start from Blank page",
    ]);
    expect(await sample.call("changesOf", { id: all.commits[0]?.id ?? ("" as never) })).toEqual([
      { path: "src/c.ts", kind: "renamed", from: "src/b.ts" },
    ]);
    const version = (revision: "head" | "staged") =>
      sample.call("version", { path: "src/a.ts", revision });
    expect(await version("head")).toEqual({ kind: "text", text: "two\n" });
  });

  it("reads what git packed", async () => {
    await begin();
    sample.write("src/a.ts", "two\n");
    await sample.commitAll("Second");
    sample.git("gc", "-q", "--aggressive", "--prune=now");
    const { commits } = await sample.call("log", { path: null, skip: 0, limit: 9 });
    expect(commits).toHaveLength(2);
    expect(await ourStatus(sample)).toEqual([]);
  });
});
