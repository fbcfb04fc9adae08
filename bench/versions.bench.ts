// Versions of an app of 10,000 files: what has changed, and switching a branch that changes all.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BranchName } from "../src/common/contracts/versions.ts";
import { GitFolder } from "../src/main/git/gitCalls.ts";
import type { GitCallName, GitCalls } from "../src/main/git/protocol.ts";
import { now } from "./support/browser.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";

const FILES = 10_000;
const RUNS = 15;
const AUTHOR = { name: "Bench", email: "bench@example.org" };

const root = realpathSync(mkdtempSync(path.join(tmpdir(), "studio-bench-versions-")));
const folder = new GitFolder(root);
const context = { signal: new AbortController().signal, onProgress: () => undefined };

function ours<Name extends GitCallName>(
  name: Name,
  input: GitCalls[Name]["input"],
): Promise<unknown> {
  return folder.run(name, input, context);
}

async function git(...args: string[]): Promise<void> {
  execFileSync("git", args, { cwd: root, stdio: "ignore" });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = now();
  await work();
  return now() - begun;
}

function fileOf(i: number): string {
  return `src/feature${i % 200}/part${i % 7}/file${i}.ts`;
}

function writeAll(text: (i: number) => string): void {
  for (let i = 0; i < FILES; i++) {
    const file = path.join(root, fileOf(i));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text(i));
  }
}

try {
  writeAll((i) => `export const value${i} = ${i};\n`.repeat(20));
  await ours("init", { message: "First", author: AUTHOR });
  await ours("createBranch", { name: BranchName.parse("other"), at: null });
  const sample = { whole: [] as number[], one: [] as number[], git: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    writeFileSync(path.join(root, fileOf(1)), `// ${run}\n`);
    sample.one.push(await timed(() => ours("status", { changed: [fileOf(1)] })));
    sample.whole.push(await timed(() => ours("status", { changed: null })));
    sample.git.push(await timed(() => git("status", "--porcelain", "-uall")));
  }
  writeAll((i) => `changed ${i}\n`);
  await ours("stage", { paths: null });
  await ours("commit", { message: "Second", amend: false, author: AUTHOR, hooks: false });
  const switching = { ours: [] as number[], git: [] as number[] };
  for (let run = 0; run < 3; run++) {
    switching.ours.push(await timed(() => ours("switchBranch", { name: "other", mode: "carry" })));
    switching.git.push(await timed(() => git("switch", "-q", "main")));
  }
  const [whole, one, theirs] = [sample.whole, sample.one, sample.git].map(summarize);
  const [switchOurs, switchGit] = [switching.ours, switching.git].map(summarize);
  report(
    "versions",
    {
      statusMs: whole,
      statusAfterOneChangeMs: one,
      gitStatusMs: theirs,
      switchMs: switchOurs,
      gitSwitchMs: switchGit,
    },
    {
      status: ratio(whole?.p50 ?? 0, theirs?.p50 ?? 1),
      statusAfterOneChange: ratio(one?.p50 ?? 0, theirs?.p50 ?? 1),
      switch: ratio(switchOurs?.p50 ?? 0, switchGit?.p50 ?? 1),
    },
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
