import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { problem } from "../../../common/contracts/problem.ts";
import type { SearchEvent, SearchQuery } from "../../../common/contracts/search.ts";
import { MatchCollector } from "./matchCollector.ts";
import { includeRules, ripgrepArguments } from "./ripgrepArguments.ts";
import { ripgrepProblem } from "./ripgrepProblem.ts";

export interface SearchRun {
  readonly ripgrep: string;
  /** The app's folder. */
  readonly root: string;
  readonly query: SearchQuery;
  /** Ends the search and its process. */
  readonly signal: AbortSignal | undefined;
}

type Ripgrep = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Searches a folder's text. What is not taken is not read on: a slow reader slows ripgrep down
 * instead of filling memory. Returns early, without `done`, when it is aborted.
 *
 * @throws ProblemError; `invalid-input` for a broken expression or glob.
 */
export async function* searchFiles(run: SearchRun): AsyncGenerator<SearchEvent> {
  const started = performance.now();
  await using include = await writeIncludeFile(run.query);
  if (isAborted(run)) return;
  const separator = randomUUID();
  const args = ripgrepArguments({ query: run.query, includeFile: include.file, separator });
  await using child = startRipgrep(run, args);
  const collector = new MatchCollector(separator);
  for await (const chunk of child.process.stdout) {
    const files = collector.take(chunk as Buffer);
    if (files.length > 0) yield { type: "found", files };
    if (collector.limitReached) break;
  }
  if (isAborted(run)) return;
  const { limitReached, searched } = collector;
  if (!limitReached) await child.ended;
  if (!limitReached && searched === null) throw ripgrepProblem(child.errors());
  const errors = child.errors();
  if (include.file !== null && errors.includes(include.file)) throw ripgrepProblem(errors);
  const unread = errors.split("\n").filter((line) => line !== "");
  const elapsedMs = Math.round(performance.now() - started);
  yield { type: "done", searched, limitReached, unread: unread.map(plainly), elapsedMs };
}

/** Asked anew after each wait. */
const isAborted = ({ signal }: SearchRun): boolean => signal?.aborted === true;

/** Disposing it ends the process, and waits until it is gone. */
interface RunningRipgrep extends AsyncDisposable {
  readonly process: Ripgrep;
  /** Rejects when ripgrep could not be started. */
  readonly ended: Promise<unknown>;
  /** What it wrote to its standard error so far. */
  errors(): string;
}

const MAX_ERROR_UNITS = 20_000;

function startRipgrep(
  { ripgrep, root, signal }: SearchRun,
  args: readonly string[],
): RunningRipgrep {
  // It needs nothing of the environment, and should find nothing of it to obey.
  const child = spawn(ripgrep, args, { cwd: root, env: {}, stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (errors.length < MAX_ERROR_UNITS) errors += chunk.toString();
  });
  const ended = once(child, "close").catch((error: unknown) => {
    throw notStarted(error);
  });
  // It is awaited only at the end; a failure before that must not count as unhandled.
  ended.catch(() => undefined);
  const kill = (): void => void child.kill("SIGKILL");
  signal?.addEventListener("abort", kill, { once: true });
  return {
    process: child,
    ended,
    errors: () => errors,
    [Symbol.asyncDispose]: async () => {
      signal?.removeEventListener("abort", kill);
      kill();
      await ended.catch(() => undefined);
    },
  };
}

function notStarted(error: unknown): Error {
  return problem("process-down", "The search could not be started.", {
    next: "Try again. If it stays so, install Studio again.",
    details: String(error),
  });
}

interface IncludeFile extends AsyncDisposable {
  /** Null when the query includes everything. */
  readonly file: string | null;
}

async function writeIncludeFile({ include }: SearchQuery): Promise<IncludeFile> {
  if (include.length === 0) return { file: null, [Symbol.asyncDispose]: async () => undefined };
  const folder = await mkdtemp(path.join(tmpdir(), "studio-search-"));
  const file = path.join(folder, "include");
  await writeFile(file, includeRules(include));
  return {
    file,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** `rg: ./src/a.ts: Permission denied (os error 13)` as a person reads it. */
function plainly(line: string): string {
  return line.replace(/^rg: (?:\.\/)?/, "").replace(/ \(os error \d+\)$/, "");
}
