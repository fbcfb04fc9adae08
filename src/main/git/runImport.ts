import { fork } from "node:child_process";
import { once } from "node:events";
import { problem, ProblemError } from "../../common/contracts/problem.ts";
import { entryFile, environment } from "./gitProcess.ts";
import { FromImporter, type RunImport, type Skipped } from "./importProtocol.ts";

const END_MS = 2_000;

/** How the host runs imports. */
export function importRunner(node: string): RunImport {
  return async (start, { signal, onProgress }) => {
    signal.throwIfAborted();
    const child = fork(entryFile("gitImport"), [], {
      execPath: node,
      execArgv: [],
      env: environment(),
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let outcome: { skipped: readonly Skipped[] } | ProblemError | undefined;
    let errors = "";
    child.stderr?.on(
      "data",
      (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)),
    );
    child.on("message", (message) => {
      const parsed = FromImporter.safeParse(message).data;
      if (parsed?.type === "progress") onProgress(parsed.progress);
      else if (parsed?.type === "done") outcome = parsed;
      else if (parsed?.type === "failed") outcome = new ProblemError(parsed.problem);
    });
    const end = (): void => {
      if (child.connected) child.disconnect();
      setTimeout(() => child.kill("SIGKILL"), END_MS).unref();
    };
    signal.addEventListener("abort", end, { once: true });
    const ended = Promise.race([once(child, "exit"), once(child, "error")]);
    child.send(start, () => undefined);
    const [code] = await ended;
    signal.removeEventListener("abort", end);
    if (outcome instanceof ProblemError) throw outcome;
    if (outcome !== undefined) return outcome.skipped;
    if (signal.aborted) throw problem("cancelled", "Stopped on request.");
    throw problem("process-down", "The import stopped in the middle.", {
      next: "Try again.",
      details: `${String(code)}\n${errors}`,
    });
  };
}
