// Find in files over 10,000 files: from the query to the last result through Studio, against
// ripgrep and grep on their own over the same folder, interleaved in one run. All page caches warm.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rgPath } from "@vscode/ripgrep";
import type { App } from "../src/common/contracts/apps.ts";
import type { SearchQuery } from "../src/common/contracts/search.ts";
import { generateApp } from "./support/generatedApp.ts";
import { report } from "./support/report.ts";
import { ratio, summarize } from "./support/statistics.ts";
import { StudioProcess } from "./support/studio.ts";

const ROUNDS = 15;
const WARM_UP = 3;

interface Case {
  readonly name: string;
  readonly pattern: string;
  readonly isRegex: boolean;
}

const CASES: readonly Case[] = [
  { name: "rare", pattern: "total1399", isRegex: false },
  { name: "common", pattern: "toFixed", isRegex: false },
  { name: "regex", pattern: String.raw`create\d+\("none", 0\)`, isRegex: true },
];

await using generated = await generateApp();
await using studio = await StudioProcess.start();
const app = await studio.client.apps.openFolder.mutate({ folder: generated.folder });
await studio.client.apps.open.mutate({ appId: app.id });

const metrics: Record<string, unknown> = { files: generated.files.length };
const ratios: Record<string, number> = {};
for (const each of CASES) {
  const ours: number[] = [];
  const first: number[] = [];
  const ripgrep: number[] = [];
  const grep: number[] = [];
  let matches = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const found = await searchStudio(app, each);
    matches = found.matches;
    if (round >= WARM_UP) {
      ours.push(found.lastMs);
      first.push(found.firstMs);
    }
    const rg = await run(rgPath, ["--no-config", "--hidden", ...flags(each, "rg"), "./"]);
    const gnu = await run("grep", ["-rn", ...flags(each, "grep"), "."]);
    if (round < WARM_UP) continue;
    ripgrep.push(rg);
    grep.push(gnu);
  }
  const [our, rg, gnu] = [summarize(ours), summarize(ripgrep), summarize(grep)];
  metrics[each.name] = {
    matches,
    studioMs: our,
    firstResultMs: summarize(first),
    ripgrepMs: rg,
    grepMs: gnu,
  };
  ratios[`${each.name}ToRipgrep`] = ratio(our.p50, rg.p50);
  ratios[`${each.name}ToGrep`] = ratio(our.p50, gnu.p50);
}
report("editor-search", metrics, ratios);

interface Found {
  readonly matches: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

function searchStudio({ id: appId }: App, { pattern, isRegex }: Case): Promise<Found> {
  const query: SearchQuery = {
    pattern,
    isRegex,
    matchCase: true,
    wholeWord: false,
    include: [],
    exclude: [],
    respectIgnores: true,
    captures: false,
  };
  const started = performance.now();
  let matches = 0;
  let firstMs: number | null = null;
  return new Promise((resolve, reject) => {
    studio.client.search.find.subscribe(
      { appId, query },
      {
        onData: (event) => {
          const now = performance.now() - started;
          if (event.type === "done") {
            resolve({ matches, firstMs: firstMs ?? now, lastMs: now });
            return;
          }
          firstMs ??= now;
          for (const file of event.files) matches += file.matches.length;
        },
        onError: reject,
      },
    );
  });
}

function flags({ pattern, isRegex }: Case, program: "rg" | "grep"): readonly string[] {
  if (!isRegex) return ["-F", "-e", pattern];
  return program === "rg" ? ["-e", pattern] : ["-P", "-e", pattern];
}

/** Until the last byte of its output was read. */
async function run(program: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: generated.folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.resume();
  await once(child, "close");
  return performance.now() - started;
}
