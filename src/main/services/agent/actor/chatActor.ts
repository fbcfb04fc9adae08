import type { AppId } from "../../../../common/apps/appId.ts";
import type { ChatState } from "../../../../common/apps/chat/chatState.ts";
import { unreachable } from "../../../../common/base/assert.ts";
import type { Log } from "../../../../common/base/log.ts";
import type {
  ApprovalLevel,
  Attachment,
  ChatChoice,
  ChatId,
  ChatIntent,
  ChatMode,
  MessageId,
  QueuedMessage,
  RunId,
  Runner,
  RunStatus,
} from "../../../../common/contracts/chat.ts";
import { problem, toProblem } from "../../../../common/contracts/problem.ts";
import type { BodyStore, RecipeSource, Run, RunCheckpoints, RunOutcome } from "../agentPorts.ts";
import type { ChatLog } from "../log/chatLog.ts";
import type { ChatStore } from "../log/chatStore.ts";
import type { ChatStream } from "../log/chatStream.ts";
import { changedQueue } from "./changedQueue.ts";
import { fixRequest, planRequest } from "./requests.ts";
import { LiveRun } from "./liveRun.ts";
import { newId } from "./newId.ts";

export interface ActorPorts {
  readonly log: ChatLog;
  readonly store: ChatStore;
  readonly bodies: BodyStore;
  readonly checkpoints: RunCheckpoints;
  readonly recipes: RecipeSource;
  /** Works on a message with a model. */
  readonly model: Run;
  readonly choice: () => ChatChoice;
  /** Takes known secret values out of what is about to be kept. */
  readonly redact: (appId: AppId, text: string) => string;
  /** A run began or ended, or the title changed. */
  readonly changed: (appId: AppId) => void;
  readonly runEnded: (ended: EndedRun) => void;
  readonly logger: Log;
  readonly now: () => number;
}

export interface EndedRun {
  readonly appId: AppId;
  readonly chatId: ChatId;
  readonly status: RunStatus;
  /** How long it took. */
  readonly ms: number;
}

interface Start {
  readonly text: string;
  readonly mode: ChatMode;
  readonly attachments: readonly Attachment[];
  /** The message this one follows; null for the first. */
  readonly parent: MessageId | null;
  readonly trigger: "person" | "recipe" | "fix" | "retry";
  readonly runner: Runner;
  readonly run: Run;
}

const TITLE_LENGTH = 60;

/**
 * One chat: decides what an intent does, and sees its run through. Windows come and go; whatever
 * they ask, a chat works on one message at a time.
 */
export class ChatActor {
  readonly id: ChatId;
  readonly appId: AppId;
  readonly stream: ChatStream;
  readonly #ports: ActorPorts;
  #title: string;
  #live: LiveRun | null = null;
  #ended: Promise<void> = Promise.resolve();
  #isRestoring = false;
  readonly #intents = new Map<string, Promise<void>>();

  constructor(
    chat: { readonly id: ChatId; readonly appId: AppId; readonly title: string },
    stream: ChatStream,
    ports: ActorPorts,
  ) {
    this.id = chat.id;
    this.appId = chat.appId;
    this.#title = chat.title;
    this.stream = stream;
    this.#ports = ports;
  }

  get isBusy(): boolean {
    return this.#live !== null || this.#isRestoring || this.#intents.size > 0;
  }

  get isRunning(): boolean {
    return this.#live !== null;
  }

  renamed(title: string): void {
    this.#title = title;
  }

  /**
   * Does what a window asks. The same intent twice is done once, also by another life of Studio.
   *
   * @throws when it cannot be done; it may be asked again with the same id then.
   */
  intend(id: string, intent: ChatIntent): Promise<void> {
    const known = this.#intents.get(id);
    if (known !== undefined) return known;
    if (this.#ports.store.hasIntent(this.id, id)) return Promise.resolve();
    const done = this.#carryOut(id, intent).finally(() => this.#intents.delete(id));
    this.#intents.set(id, done);
    return done;
  }

  /** Stops what runs, and waits until it has ended. */
  async stop(by: "person" | "studio"): Promise<void> {
    this.#live?.stop(by);
    await this.#ended;
  }

  async #carryOut(id: string, intent: ChatIntent): Promise<void> {
    if (this.#ports.log.isStuck) throw notWritten();
    await this.#handle(intent);
    this.#ports.log.keepIntent(this.id, id);
    if (!this.#ports.log.flush()) throw notWritten();
  }

  #handle(intent: ChatIntent): void | Promise<void> {
    switch (intent.type) {
      case "send":
        return this.#send(intent);
      case "recipe":
        return this.#startRecipe(intent.recipe, intent.parameters, this.#leaf());
      case "stop":
      case "cancel-tool":
      case "answer-approval":
        return this.#control(intent);
      case "retry":
        return this.#retry(intent.run);
      case "fix":
        return this.#startModel({ ...fixRequest(intent, this.#state), trigger: "fix" });
      case "edit-queue":
        return this.#setQueue(changedQueue(this.#state.queue, intent));
      case "send-queued":
        return this.#sendQueued(intent.message);
      case "choose-branch":
        return this.#chooseBranch(intent.leaf);
      case "restore":
        return this.#restore(intent);
      case "accept-plan":
        return this.#acceptPlan(intent);
      default:
        return unreachable(intent);
    }
  }

  /** What comes too late, because the run or the call is over, does nothing. */
  #control(
    intent: Extract<ChatIntent, { type: "stop" | "cancel-tool" | "answer-approval" }>,
  ): void {
    const live = this.#live;
    if (live === null) return;
    if (intent.type === "cancel-tool") live.cancelCall(intent.call);
    else if (intent.type === "answer-approval") live.answerApproval(intent.approval, intent);
    else if (live.id === intent.run) live.stop("person");
  }

  #acceptPlan({ run, items }: Extract<ChatIntent, { type: "accept-plan" }>): void {
    const request = planRequest(items);
    this.#mustBeIdle();
    this.#mustHaveModel();
    this.stream.emit({ type: "plan.changed", run, items });
    this.#startModel({ ...request, trigger: "person" });
  }

  #setQueue(queue: readonly QueuedMessage[]): void {
    this.stream.emit({ type: "queue.changed", queue: [...queue] });
  }

  get #state(): ChatState {
    return this.stream.state;
  }

  #leaf(): MessageId | null {
    return this.#state.leaf;
  }

  #send(intent: Extract<ChatIntent, { type: "send" }>): void {
    const { text, mode, attachments, after } = intent;
    if (this.#live !== null) {
      if (after !== null) throw busy("Stop the run before you change an earlier message.");
      const added: QueuedMessage = { id: newId.message(), text, mode, attachments };
      const queue = [...this.#state.queue, added];
      this.stream.emit({ type: "queue.changed", queue: queue.slice(0, 100) });
      return;
    }
    const parent = after === "start" ? null : (after ?? this.#leaf());
    if (parent !== null && this.#state.messages[parent] === undefined) {
      throw problem("not-found", "The message that this follows is not in this chat.");
    }
    this.#startModel({ text, mode, attachments, trigger: "person" }, parent);
  }

  #sendQueued(message: MessageId): void {
    this.#mustBeIdle();
    const { queue } = this.#state;
    const found = queue.find(({ id }) => id === message);
    if (found === undefined) throw problem("not-found", "This message no longer waits.");
    this.#mustHaveModel();
    this.#unqueue(found);
  }

  #unqueue(message: QueuedMessage): void {
    const queue = this.#state.queue.filter(({ id }) => id !== message.id);
    this.stream.emit({ type: "queue.changed", queue });
    const { text, mode, attachments } = message;
    this.#startModel({ text, mode, attachments, trigger: "person" });
  }

  #startModel(
    start: Pick<Start, "text" | "mode" | "attachments" | "trigger">,
    parent = this.#leaf(),
  ): void {
    this.#mustBeIdle();
    const { model: run } = this.#ports;
    this.#begin({ ...start, parent, runner: this.#mustHaveModel(), run });
  }

  #startRecipe(
    recipe: string,
    parameters: Extract<ChatIntent, { type: "recipe" }>["parameters"],
    parent: MessageId | null,
  ): void {
    this.#mustBeIdle();
    const { title, version, run } = this.#ports.recipes.prepare(recipe, parameters);
    const runner: Runner = { kind: "recipe", recipe, version, parameters };
    this.#begin({
      text: title,
      mode: "build",
      attachments: [],
      parent,
      trigger: "recipe",
      runner,
      run,
    });
  }

  #retry(id: RunId): void {
    this.#mustBeIdle();
    const run = this.#state.runs[id];
    const question = this.#state.messages[run?.question ?? ""];
    if (run === undefined || question === undefined) {
      throw problem("not-found", "There is no such run in this chat.");
    }
    if (run.runner.kind === "recipe") {
      return this.#startRecipe(run.runner.recipe, run.runner.parameters, question.parent);
    }
    const runner = this.#mustHaveModel();
    this.#answer(question.id, {
      text: question.text,
      mode: run.mode,
      trigger: "retry",
      runner,
      run: this.#ports.model,
    });
    return undefined;
  }

  #chooseBranch(leaf: MessageId): void {
    this.#mustBeIdle();
    if (this.#state.messages[leaf] === undefined) {
      throw problem("not-found", "There is no such message in this chat.");
    }
    this.stream.emit({ type: "branch.chosen", leaf });
  }

  async #restore(intent: Extract<ChatIntent, { type: "restore" }>): Promise<void> {
    this.#mustBeIdle();
    const { run, direction, conflicts } = intent;
    this.#isRestoring = true;
    try {
      const { appId } = this;
      const done = await this.#ports.checkpoints.restore({ appId, run, direction, conflicts });
      this.stream.emit({
        type: "checkpoint.restored",
        run,
        direction,
        changes: [...done.changes],
        conflicts: [...done.conflicts],
      });
    } finally {
      this.#isRestoring = false;
    }
  }

  #begin(start: Start): void {
    const question = newId.message();
    const { parent, attachments } = start;
    const text = this.#ports.redact(this.appId, start.text);
    this.#giveTitle(text);
    this.stream.emit({
      type: "message.added",
      message: question,
      parent,
      role: "person",
      text,
      attachments: [...attachments],
    });
    this.#answer(question, start);
  }

  #answer(
    question: MessageId,
    start: Pick<Start, "text" | "mode" | "trigger" | "runner" | "run">,
  ): void {
    const { mode, trigger, runner } = start;
    const ids = { run: newId.run(), answer: newId.message() };
    const { approval } = this.#ports.choice();
    this.stream.emit({
      type: "message.added",
      message: ids.answer,
      parent: question,
      role: "assistant",
      text: "",
      attachments: [],
    });
    this.stream.emit({
      type: "run.started",
      ...ids,
      question,
      runner,
      mode,
      approval,
      trigger,
    });
    const live = new LiveRun(this.stream, this.#ports.bodies, ids);
    this.#live = live;
    this.#ports.log.setRunning(this.id, ids.run);
    this.#ports.changed(this.appId);
    this.#ended = this.#see(live, { ...start, question, approval });
  }

  /** Sees a run through to its end, whatever comes. */
  async #see(
    live: LiveRun,
    start: Pick<Start, "text" | "mode" | "run"> & {
      readonly question: MessageId;
      readonly approval: ApprovalLevel;
    },
  ): Promise<void> {
    const startedAt = this.#ports.now();
    const { mode, approval, question, text } = start;
    const outcome = await this.#outcomeOf(
      start.run({
        appId: this.appId,
        chatId: this.id,
        run: live.id,
        question,
        answer: live.answer,
        mode,
        approval,
        signal: live.signal,
        channel: live,
      }),
    );
    live.close();
    const commit = await this.#commit(live.id, text);
    const status = statusOf(outcome.status, live);
    const { failure, usage } = outcome;
    this.stream.emit({ type: "run.ended", run: live.id, status, failure, usage, commit });
    this.#live = null;
    this.#ports.log.setRunning(this.id, null);
    this.#ports.changed(this.appId);
    const { appId, id: chatId } = this;
    this.#ports.runEnded({ appId, chatId, status, ms: this.#ports.now() - startedAt });
    this.#goOn(status);
  }

  async #outcomeOf(run: Promise<RunOutcome>): Promise<RunOutcome> {
    try {
      return await run;
    } catch (error) {
      const { message, next, details } = toProblem(error);
      this.#ports.logger.error("a run failed", { chat: this.id, error: details ?? message });
      const failure = { message, next: next ?? null, retryable: true };
      return { status: "failed", failure, usage: null };
    }
  }

  async #commit(run: RunId, title: string): Promise<string | null> {
    try {
      return await this.#ports.checkpoints.runEnded({ appId: this.appId, run, title });
    } catch (error) {
      this.#ports.logger.warn("a run has no commit", { run, reason: toProblem(error).message });
      return null;
    }
  }

  /** What waits goes on only after a run that did what it should: else the person looks first. */
  #goOn(status: RunStatus): void {
    const [next] = this.#state.queue;
    if (status !== "ok" || next === undefined) return;
    if (this.#runner() !== null) this.#unqueue(next);
  }

  #runner(): Runner | null {
    const { provider, model } = this.#ports.choice();
    return provider === null || model === null ? null : { kind: "model", provider, model };
  }

  #mustHaveModel(): Runner {
    const runner = this.#runner();
    if (runner !== null) return runner;
    throw problem("not-found", "No model is connected.", {
      next: "Connect a key or a local model, or run a recipe.",
    });
  }

  #mustBeIdle(): void {
    if (this.#live !== null) throw busy("Stop the run first, or wait until it has ended.");
    if (this.#isRestoring) throw busy("Wait until the files are restored.");
  }

  #giveTitle(text: string): void {
    if (this.#title !== "") return;
    const [line = ""] = text.trim().split("\n");
    this.#title = line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1)}…` : line;
    this.#ports.store.rename(this.id, this.#title);
  }
}

function statusOf(status: RunStatus, live: LiveRun): RunStatus {
  if (live.stoppedBy === "studio") return "interrupted";
  return live.stoppedBy === "person" && status !== "ok" ? "cancelled" : status;
}

function busy(next: string): Error {
  return problem("conflict", "This chat is busy.", { next });
}

function notWritten(): Error {
  return problem("disk-full", "What happens in this chat cannot be kept now.", {
    next: "Make room on the disk and try again.",
  });
}
