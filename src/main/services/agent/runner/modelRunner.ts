import type { AppId } from "../../../../common/apps/appId.ts";
import type { Log } from "../../../../common/base/log.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type {
  ContextSource,
  OpenModel,
  Run,
  RunOutcome,
  RunRequest,
  ToolExec,
} from "../agentPorts.ts";
import type { ChatStore } from "../log/chatStore.ts";
import { modelFailure } from "../providers/modelFailure.ts";
import { ModelRun } from "./modelRun.ts";
import type { RunLimits } from "./limits.ts";

export interface RunnerPorts {
  readonly store: Pick<ChatStore, "keepModelStep" | "modelSteps" | "addUsage">;
  readonly tools: ToolExec;
  readonly context: ContextSource;
  readonly open: (provider: string, model: string, signal: AbortSignal) => Promise<OpenModel>;
  /** Takes known secret values out of what goes to the model. */
  readonly redact: <T>(appId: AppId, value: T) => T;
  /** Resolves when the checks of what a run changed have answered. */
  readonly checked: (appId: AppId, signal: AbortSignal) => Promise<void>;
  /** Whether errors are fed back to the model without being asked. */
  readonly fixesItself: () => boolean;
  readonly limits: () => RunLimits;
  readonly now: () => number;
  readonly log: Log;
}

/** Works on a message with a model of a provider. */
export function modelRunner(ports: RunnerPorts): Run {
  // By itself the SDK writes what it warns of to the console.
  globalThis.AI_SDK_LOG_WARNINGS = ({ model, warnings }) =>
    ports.log.debug("the SDK warns", { model, warnings: JSON.stringify(warnings) });
  return async (request) => {
    try {
      const model = await modelOf(request, ports);
      return await new ModelRun(request, model, ports).toEnd();
    } catch (error) {
      return failed(error, request);
    }
  };
}

async function modelOf(
  { channel, run, signal }: RunRequest,
  ports: RunnerPorts,
): Promise<OpenModel> {
  const runner = channel.state().runs[run]?.runner;
  if (runner?.kind !== "model") throw problem("internal", "This run has no model.");
  return ports.open(runner.provider, runner.model, signal);
}

function failed(error: unknown, { signal }: RunRequest): RunOutcome {
  if (signal.aborted) return { status: "cancelled", failure: null, usage: null };
  const { message, next, retryable } = modelFailure(error);
  return { status: "failed", failure: { message, next, retryable }, usage: null };
}
