import { lintWithEslint } from "./eslint.ts";
import { formatByProgram } from "./otherFormatters.ts";
import { lintWithOxlint } from "./oxlint.ts";
import { formatWithPrettier, loadPrettier } from "./prettier.ts";
import type { FromTools, ToTools } from "./protocol.ts";

/** The process in which one app's formatters, or its linters, run. It ends with the host. */
process.on("message", (job: ToTools) => void run(job).then(send));
process.on("disconnect", () => process.exit(0));
// A tool's own mistake in the background must not end the process that others wait for.
process.on("unhandledRejection", () => undefined);

async function run(job: ToTools): Promise<FromTools> {
  const { id } = job;
  try {
    if (job.type === "warm") {
      await loadPrettier(job.module);
      return { type: "warmed", id };
    }
    if (job.type === "lint") {
      const lint = job.tool.name === "eslint" ? lintWithEslint : lintWithOxlint;
      return { type: "linted", id, findings: [...(await lint(job))] };
    }
    const format = job.tool.name === "prettier" ? formatWithPrettier : formatByProgram;
    return { type: "formatted", id, ...(await format(job)) };
  } catch (error) {
    return { type: "failed", id, reason: error instanceof Error ? error.message : String(error) };
  }
}

function send(message: FromTools): void {
  if (process.connected) process.send?.(message);
}
