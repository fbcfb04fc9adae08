import { toProblem } from "../../common/contracts/problem.ts";
import { runInstaller } from "./installer.ts";
import type { FromInstaller, ToInstaller } from "./protocol.ts";

/** The installer's process: one job, then it ends. */
const cancelled = new AbortController();

process.on("message", (message: ToInstaller) => {
  if (message.type === "cancel") cancelled.abort();
  else void run(message);
});
// The host is gone: what was staged is dropped by the next installer.
process.on("disconnect", () => process.exit(0));

async function run(start: Extract<ToInstaller, { type: "start" }>): Promise<void> {
  const problem = await runInstaller(start, send, cancelled.signal).then(
    () => null,
    (error: unknown) => toProblem(error),
  );
  // Not by itself: after a cancellation npm's library would still be at work.
  process.send?.({ type: "ended", problem } satisfies FromInstaller, () => process.exit(0));
}

function send(message: FromInstaller): void {
  process.send?.(message);
}
