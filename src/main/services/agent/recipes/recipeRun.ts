import { randomUUID } from "node:crypto";
import { PartId } from "../../../../common/contracts/chat.ts";
import { type Problem, toProblem } from "../../../../common/contracts/problem.ts";
import type { Run, RunOutcome, RunRequest, ToolExec } from "../agentPorts.ts";
import type { ProjectFiles } from "../context/contextPorts.ts";
import type { ToolEnd } from "../toolRegistry.ts";
import { StepBase } from "../tools/stepBase.ts";
import { RecipeApp } from "./app/recipeApp.ts";
import { changedLines } from "./changedLines.ts";
import type { Recipe } from "./recipe.ts";
import type { PlannedCall, RecipePlan } from "./recipePlan.ts";

export interface RecipeParts {
  readonly tools: ToolExec;
  readonly files: ProjectFiles;
}

/** A call that did not end well; the recipe goes no further. */
class RecipeStopped extends Error {
  readonly tool: string;
  readonly end: ToolEnd;

  constructor(tool: string, end: ToolEnd) {
    super(`${tool} ended ${end.status}`);
    this.tool = tool;
    this.end = end;
  }
}

/** Runs a recipe: reads the app, decides on all steps, then calls the tools as a model would. */
export function recipeRun(recipe: Recipe, parameters: unknown, parts: RecipeParts): Run {
  return async (request) => {
    const steps = new RecipeSteps(request, parts.tools);
    try {
      const app = await RecipeApp.read(request.appId, parts.files);
      const plan = await recipe.plan(app, parameters);
      steps.say(`${plan.intro} These are fixed steps of a recipe; no AI takes part.`);
      await runPlan(plan, steps);
      steps.say(plan.outro);
      return { status: "ok", failure: null, usage: null };
    } catch (error) {
      return outcomeOf(error, request);
    }
  };
}

async function runPlan({ newFiles, edits, calls }: RecipePlan, steps: RecipeSteps): Promise<void> {
  await steps.step(edits.map(({ path }) => ({ tool: "os-view", input: { path } })));
  await steps.step(
    newFiles.map(({ path, text }) => ({ tool: "os-write", input: { path, content: text } })),
  );
  await steps.step(
    edits.map(({ path, before, after }) => ({
      tool: "os-line-replace",
      input: { path, ...changedLines(before, after) },
    })),
  );
  for (const call of calls) await steps.step([call]);
}

/** The calls of one run, step by step. */
class RecipeSteps {
  readonly #request: RunRequest;
  readonly #tools: ToolExec;
  #step = 0;

  constructor(request: RunRequest, tools: ToolExec) {
    this.#request = request;
    this.#tools = tools;
  }

  say(text: string): void {
    const { channel, answer } = this.#request;
    const part = PartId.parse(randomUUID());
    channel.emit({ type: "part.started", part, message: answer, kind: "text" });
    channel.emit({ type: "part.ended", part, text });
  }

  /** Calls that do not depend on each other. @throws RecipeStopped when one does not end well. */
  async step(calls: readonly PlannedCall[]): Promise<void> {
    if (calls.length === 0) return;
    const { channel, run } = this.#request;
    this.#step += 1;
    const step = this.#step;
    channel.emit({ type: "step.started", run, step, attempt: 1 });
    const base = new StepBase();
    const ends = await Promise.all(calls.map((call) => this.#call(call, base, step)));
    channel.emit({ type: "step.ended", run, step, usage: null });
    for (const [index, end] of ends.entries()) {
      if (end.status !== "ok") throw new RecipeStopped(calls[index]?.tool ?? "", end);
    }
  }

  async #call({ tool, input }: PlannedCall, step: StepBase, index: number): Promise<ToolEnd> {
    const { channel, appId, chatId, run, mode, approval } = this.#request;
    const call = channel.call(tool, `${run}:${index}`);
    await call.input(input);
    return this.#tools.exec({
      name: tool,
      input,
      appId,
      chat: chatId,
      run,
      call: call.id,
      mode,
      approval,
      step,
      signal: call.signal,
      sink: call.sink,
    });
  }
}

function outcomeOf(error: unknown, { signal }: RunRequest): RunOutcome {
  if (signal.aborted) return { status: "cancelled", failure: null, usage: null };
  if (error instanceof RecipeStopped) return stopped(error);
  return failed(toProblem(error));
}

function stopped({ tool, end }: RecipeStopped): RunOutcome {
  if (end.status === "cancelled") return { status: "cancelled", failure: null, usage: null };
  const why = end.status === "denied" ? `${tool} was not allowed.` : `${tool}: ${end.summary}`;
  return {
    status: "failed",
    failure: {
      message: `The recipe stopped. ${why}`,
      next: "What was done before stands. Undo it, or mend the cause and run the recipe again.",
      retryable: true,
    },
    usage: null,
  };
}

function failed({ message, next }: Problem): RunOutcome {
  return {
    status: "failed",
    failure: { message, next: next ?? null, retryable: true },
    usage: null,
  };
}
