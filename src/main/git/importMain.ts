import { toProblem } from "../../common/contracts/problem.ts";
import { cloneRepository } from "./cloneRepository.ts";
import type { FromImporter, ImportProgress, ImportStart, Skipped } from "./importProtocol.ts";
import { unpackZip } from "./unpackZip.ts";

/** The importer's process: one import, then it ends. The host cancels it by ending it. */
const stop = new AbortController();
const PROGRESS_MS = 100;
let lastProgress = 0;

function send(message: FromImporter, then?: () => void): void {
  if (process.connected) process.send?.(message, () => then?.());
}

function onProgress(progress: ImportProgress): void {
  const now = performance.now();
  const isLast = progress.done === progress.total;
  if (now - lastProgress < PROGRESS_MS && !isLast) return;
  lastProgress = now;
  send({ type: "progress", progress });
}

async function run({ task, target, limits }: ImportStart): Promise<readonly Skipped[]> {
  if (task.kind === "zip") return unpackZip(task.file, target, limits, onProgress);
  return cloneRepository(target, task, { limits, signal: stop.signal, onProgress });
}

process.once("message", (start: ImportStart) => {
  run(start).then(
    (skipped) => send({ type: "done", skipped: [...skipped] }, () => process.exit(0)),
    (error: unknown) => send({ type: "failed", problem: toProblem(error) }, () => process.exit(0)),
  );
});
// Git itself, when it fetches, is ended with its parent's pipes; this ends the parent.
process.on("disconnect", () => {
  stop.abort();
  setTimeout(() => process.exit(0), 500).unref();
});
