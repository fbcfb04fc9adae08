import type { ModelMessage } from "ai";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunFailure } from "../../../../common/contracts/chat.ts";
import type { OpenModel, RunOutcome, RunRequest } from "../agentPorts.ts";
import { diagnosticsText } from "../actor/requests.ts";
import { estimateTokens, estimateTokensOf } from "../context/estimateTokens.ts";
import { fenced } from "../context/fenced.ts";
import { modelFailure } from "../providers/modelFailure.ts";
import type { Tool } from "../tool.ts";
import { StepBase } from "../tools/stepBase.ts";
import { summaryOf } from "./compaction.ts";
import { conversationBefore, keptStep, summaryText } from "./conversation.ts";
import { LimitWatch } from "./limits.ts";
import type { RunnerPorts } from "./modelRunner.ts";
import { remainingErrors } from "./remainingErrors.ts";
import { shortened } from "./shortened.ts";
import { type StepAnswer, type StepCall, StepFailed, streamStep } from "./streamStep.ts";
import { toolResults } from "./toolResults.ts";
import { describedTools, toolSet } from "./toolSet.ts";
import { UsageCount } from "./usageCount.ts";
import { usageOf } from "./usageOf.ts";

/** Where the model's window is not known, no more than this is sent. */
const UNKNOWN_CONTEXT = 128_000;
/** Of the window; the rest is for the answer, and for what the estimate is wrong by. */
const FILLED = 0.75;
const ATTEMPTS = 4;
const MAX_WAIT_MS = 60_000;
const FIX_ROUNDS = 2;

/** One run with a model: its steps, until the model has nothing more to call. */
export class ModelRun {
  readonly #request: RunRequest;
  readonly #model: OpenModel;
  readonly #ports: RunnerPorts;
  readonly #tools: readonly Tool[];
  readonly #limits: LimitWatch;
  readonly #usage: UsageCount;
  #instructions = "";
  #messages: ModelMessage[] = [];
  /** What this step added to them. */
  #stepMessages: ModelMessage[] = [];
  #step = 0;
  #fixRounds = 0;
  #errorsBefore = Number.POSITIVE_INFINITY;

  constructor(request: RunRequest, model: OpenModel, ports: RunnerPorts) {
    this.#request = request;
    this.#model = model;
    this.#ports = ports;
    this.#tools = ports.tools.offered(request.mode, request.appId);
    this.#limits = new LimitWatch(ports.limits(), ports.now());
    this.#usage = new UsageCount(ports.store, request, ports.now);
  }

  /** Rejects only when the conversation cannot be built. */
  async toEnd(): Promise<RunOutcome> {
    await this.#begin();
    try {
      for (;;) {
        const failure = this.#limits.beforeStep(
          this.#step + 1,
          this.#usage.total,
          this.#ports.now(),
        );
        if (failure !== null) return this.#outcome("limit", failure);
        const ended = await this.#takeStep();
        if (ended !== null) return ended;
      }
    } catch (error) {
      if (this.#request.signal.aborted) return this.#outcome("cancelled", null);
      const { message, next, retryable } = modelFailure(
        error instanceof StepFailed ? error.cause : error,
      );
      return this.#outcome("failed", { message, next, retryable });
    }
  }

  /** Builds the conversation: what was said before, and the question with its context. */
  async #begin(): Promise<void> {
    const { appId, chatId, run, question, mode, channel } = this.#request;
    const { store, context } = this.#ports;
    const asked = channel.state().messages[question];
    const before = conversationBefore(question, channel.state(), (id) =>
      store.modelSteps(chatId, id),
    );
    const history = await this.#compacted(before);
    const built = await context(appId, {
      mode,
      text: asked?.text ?? "",
      attachments: asked?.attachments ?? [],
      history,
      tools: describedTools(this.#tools),
      acceptsImages: this.#model.acceptsImages,
      contextTokens: this.#model.contextTokens,
    });
    this.#instructions = this.#ports.redact(appId, built.instructions);
    this.#messages = [...built.messages];
    store.keepModelStep(chatId, run, 0, keptStep(this.#ports.redact(appId, [built.question])));
  }

  /** @returns how the run ended; null when the model goes on. */
  async #takeStep(): Promise<RunOutcome | null> {
    this.#step += 1;
    this.#stepMessages = [];
    const answer = await this.#answer();
    this.#keep(answer.messages);
    if (answer.calls.length > 0) return this.#runCalls(answer);
    if (answer.finish === "length") {
      return this.#outcome("limit", {
        message: "The answer was cut off: it is longer than the model may write at once.",
        next: "Ask it to go on.",
        retryable: true,
      });
    }
    if (answer.finish === "content-filter") {
      return this.#outcome("failed", {
        message: "The provider refused to answer this.",
        next: "Say it in another way.",
        retryable: true,
      });
    }
    return this.#afterAnswer();
  }

  /** One answer of the model, with new attempts where the provider failed. */
  async #answer(): Promise<StepAnswer> {
    const { run, channel } = this.#request;
    for (let attempt = 1; ; attempt += 1) {
      channel.emit({ type: "step.started", run, step: this.#step, attempt });
      try {
        const answer = await this.#stream();
        const usage = answer.usage === null ? null : usageOf(this.#model, answer.usage);
        if (usage !== null) this.#usage.add(usage);
        channel.emit({ type: "step.ended", run, step: this.#step, usage });
        return answer;
      } catch (error) {
        if (!(error instanceof StepFailed)) throw error;
        await this.#mayTryAgain(error, attempt);
      }
    }
  }

  #stream(): Promise<StepAnswer> {
    const { appId, run } = this.#request;
    const tokens = this.#contextTokens - estimateTokens(this.#instructions);
    const streamed = new Map(this.#tools.map((tool) => [tool.name, tool.streamed ?? []]));
    return streamStep({
      model: this.#model,
      instructions: this.#instructions,
      messages: this.#ports.redact(appId, shortened(this.#messages, tokens)),
      tools: toolSet(this.#tools),
      streamed: (tool) => streamed.get(tool) ?? [],
      group: `${run}:${this.#step}`,
      request: this.#request,
    });
  }

  /** Waits before the next attempt. @throws what failed when there is to be none. */
  async #mayTryAgain(error: StepFailed, attempt: number): Promise<void> {
    const { run, chatId, signal, channel } = this.#request;
    if (signal.aborted) {
      this.#keepWhatWasSaid(error.text);
      throw error;
    }
    const failure = modelFailure(error.cause);
    const wait = failure.retryAfterMs ?? 1_000 * 2 ** (attempt - 1);
    if (!failure.isTransient || attempt === ATTEMPTS || wait > MAX_WAIT_MS) throw error;
    const reason = `${failure.message} Trying again in ${Math.ceil(wait / 1_000)} s.`;
    const parts = [...error.shown];
    channel.emit({ type: "step.discarded", run, step: this.#step, parts, reason });
    this.#ports.log.warn("step failed, tried again", { chat: chatId, attempt, reason });
    await sleep(wait, undefined, { signal });
  }

  async #runCalls(answer: StepAnswer): Promise<RunOutcome | null> {
    if (answer.finish === "length") {
      this.#refuse(answer.calls, "The answer was cut off before this call was whole.");
      return null;
    }
    const failure = this.#limits.beforeCalls(answer.calls);
    if (failure !== null) {
      this.#refuse(answer.calls, failure.message);
      return this.#outcome("limit", failure);
    }
    const step = new StepBase();
    const ended = await Promise.all(
      answer.calls.map(async (call) => ({ call, end: await this.#exec(call, step) })),
    );
    this.#keep([toolResults(ended)]);
    this.#request.signal.throwIfAborted();
    // The person's answer comes as their next message.
    return this.#hasAsked() ? this.#outcome("ok", null) : null;
  }

  #exec({ name, input, channel }: StepCall, step: StepBase) {
    const { appId, chatId: chat, run, mode, approval } = this.#request;
    const { id: call, signal, sink } = channel;
    return this.#ports.tools.exec({
      name,
      input,
      appId,
      chat,
      run,
      call,
      mode,
      approval,
      step,
      signal,
      sink,
    });
  }

  /** The model reads why, and no tool has run. */
  #refuse(calls: readonly StepCall[], error: string): void {
    const ended = calls.map((call) => {
      const end = {
        status: "failed" as const,
        output: { error },
        summary: error,
        changes: [],
        diagnostics: [],
        ms: 0,
      };
      call.channel.sink.ended(end);
      return { call, end };
    });
    this.#keep([toolResults(ended)]);
  }

  #hasAsked(): boolean {
    const { channel, run } = this.#request;
    return (channel.state().runs[run]?.asked ?? null) !== null;
  }

  /** The model is done: what its changes broke goes back to it, twice at most. */
  async #afterAnswer(): Promise<RunOutcome | null> {
    const { appId, run, channel, signal, mode } = this.#request;
    if (mode !== "build") return this.#outcome("ok", null);
    await this.#ports.checked(appId, signal);
    const errors = remainingErrors(channel.state(), run);
    if (errors.length === 0 || !this.#ports.fixesItself()) return this.#outcome("ok", null);
    const gaveUp = this.#whyNoMoreFixes(errors.length);
    if (gaveUp !== null) return this.#outcome("limit", gaveUp);
    this.#fixRounds += 1;
    this.#errorsBefore = errors.length;
    const { total } = this.#usage;
    channel.emit({
      type: "fix.started",
      run,
      round: this.#fixRounds,
      of: FIX_ROUNDS,
      errors: errors.length,
      costUsd: total?.costUsd ?? null,
    });
    const found = fenced("checks", "Errors that the checks found", diagnosticsText(errors));
    this.#keep([
      { role: "user", content: `The files you changed have errors. Fix their cause.\n\n${found}` },
    ]);
    return null;
  }

  #whyNoMoreFixes(errors: number): RunFailure | null {
    if (this.#fixRounds < FIX_ROUNDS && errors < this.#errorsBefore) return null;
    const count = errors === 1 ? "1 error is" : `${errors} errors are`;
    const tried = this.#fixRounds === 1 ? "one attempt" : `${this.#fixRounds} attempts`;
    return {
      message: `${count} left after ${tried} to fix them.`,
      next: "Look at them, say what should be done, or undo the run.",
      retryable: true,
    };
  }

  /** The history, summed up when it takes more of the model's window than it should. */
  async #compacted(history: ModelMessage[]): Promise<ModelMessage[]> {
    if (estimateTokensOf(history) < this.#contextTokens / 2) return history;
    const { appId, run, question, signal, channel } = this.#request;
    const told = this.#ports.redact(appId, history);
    const { summary, usage } = await summaryOf(this.#model, told, signal);
    this.#usage.add(usage);
    channel.emit({ type: "context.compacted", run, summary, before: question });
    return [{ role: "user", content: summaryText(summary) }];
  }

  /** Tokens that a request may have. */
  get #contextTokens(): number {
    return FILLED * (this.#model.contextTokens ?? UNKNOWN_CONTEXT);
  }

  /** Adds to the conversation, for this run and for those after it. */
  #keep(messages: readonly ModelMessage[]): void {
    const { appId, chatId, run } = this.#request;
    const clean = this.#ports.redact(appId, messages);
    this.#messages.push(...clean);
    this.#stepMessages.push(...clean);
    this.#ports.store.keepModelStep(chatId, run, this.#step, keptStep(this.#stepMessages));
  }

  #keepWhatWasSaid(text: string): void {
    if (text !== "") this.#keep([{ role: "assistant", content: `${text}\n(stopped here)` }]);
  }

  #outcome(status: RunOutcome["status"], failure: RunFailure | null): RunOutcome {
    return { status, failure, usage: this.#usage.total };
  }
}
