import { optimizeDependencies } from "./optimizeDependencies.ts";
import type { OptimizerResult, OptimizerStart } from "./supervision.ts";
import { viteLogger } from "./viteLogger.ts";

/** Entry of the short-lived process that optimises one app's dependencies. */

process.once("message", (message: OptimizerStart) => {
  void run(message).then(finish);
});
process.on("disconnect", () => process.exit(1));

async function run(start: OptimizerStart): Promise<string | null> {
  const errors: string[] = [];
  const logger = viteLogger((level, text) => level === "error" && errors.push(text));
  try {
    await optimizeDependencies({ ...start, logger });
    return errors[0] ?? null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function finish(error: string | null): void {
  const result: OptimizerResult = { type: "optimized", error };
  process.send?.(result, () => process.exit(0));
}
