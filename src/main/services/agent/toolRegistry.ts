import { z } from "zod";
import type { AppId } from "../../../common/apps/appId.ts";
import type { Log } from "../../../common/base/log.ts";
import type {
  ApprovalLevel,
  ChatDiagnostic,
  ChatFileChange,
  ChatId,
  ChatMode,
  PlanItem,
  Risk,
  RunId,
  ToolCallId,
  ToolStage,
  ToolStatus,
} from "../../../common/contracts/chat.ts";
import { problem, ProblemError, toProblem } from "../../../common/contracts/problem.ts";
import type { FilesOfCalls } from "./journal/journaledFiles.ts";
import type { Approvals } from "./safety/approvals.ts";
import { type SecretScan, StreamRedaction } from "./safety/secretScan.ts";
import type { Tool, ToolContext, ToolResult } from "./tool.ts";
import { CallLocks } from "./tools/callLocks.ts";
import { cappedOutput } from "./tools/cappedOutput.ts";
import { CallProgress } from "./tools/callProgress.ts";
import type { StepBase } from "./tools/stepBase.ts";

/** What a person is asked before a call runs. */
export interface ApprovalRequest {
  readonly risk: Risk;
  readonly summary: string;
  readonly changes: readonly ChatFileChange[];
}

export interface ApprovalAnswer {
  readonly decision: "once" | "always" | "denied";
  /** Why, in the person's words; the model reads it. */
  readonly note: string | null;
}

/** Who is told how a call goes: the chat's log. Nothing of it holds a secret's value. */
export interface ToolSink {
  /** Asks the person. Rejects, or answers `denied`, when the call is cancelled meanwhile. */
  ask(request: ApprovalRequest): Promise<ApprovalAnswer>;
  /** A rule that the person made earlier has allowed it. */
  ruled(request: ApprovalRequest): void;
  started(): void;
  /** Each stage once, in order. */
  stage(stage: ToolStage, percent: number, message: string): void;
  /** Within a stage. */
  progress(percent: number, message: string): void;
  output(delta: string): void;
  ended(end: ToolEnd): void;
  /** Replaces what this source said about the call; also after it ended. */
  diagnostics(source: ChatDiagnostic["source"], found: readonly ChatDiagnostic[]): void;
  plan(items: readonly PlanItem[]): void;
  question(text: string, choices: readonly string[]): void;
}

export interface ToolCall {
  readonly name: string;
  readonly input: unknown;
  readonly appId: AppId;
  readonly chat: ChatId;
  readonly run: RunId;
  readonly call: ToolCallId;
  readonly mode: ChatMode;
  readonly approval: ApprovalLevel;
  /** One for all calls of a step, which were written without knowing of each other. */
  readonly step: StepBase;
  readonly signal: AbortSignal;
  readonly sink: ToolSink;
}

export interface ToolEnd {
  readonly status: ToolStatus;
  /** What the model reads: the tool's output, or `{ error, next }`. */
  readonly output: z.core.util.JSONType;
  readonly summary: string;
  readonly changes: readonly ChatFileChange[];
  readonly diagnostics: readonly ChatDiagnostic[];
  readonly ms: number;
}

export interface ToolRegistryOptions {
  readonly files: FilesOfCalls;
  readonly approvals: Approvals;
  readonly secrets: SecretScan;
  readonly now: () => number;
  readonly log: Log;
}

const TIMEOUT_MS = 60_000;

/** All tools of all runs, and the one way to call them. */
export class ToolRegistry {
  readonly #options: ToolRegistryOptions;
  readonly #tools = new Map<string, Tool>();
  readonly #locks = new CallLocks();

  constructor(options: ToolRegistryOptions) {
    this.#options = options;
  }

  /** @returns takes the tool out again. A name is given once. */
  add(tool: Tool): () => void {
    if (this.#tools.has(tool.name)) throw new Error(`There are two tools called ${tool.name}`);
    this.#tools.set(tool.name, tool);
    return () => this.#tools.delete(tool.name);
  }

  /** What is offered in a mode, by name, so that a provider's cache of them holds. */
  offered(mode: ChatMode, appId: AppId): readonly Tool[] {
    const all = [...this.#tools.values()].filter(
      (tool) => tool.modes.includes(mode) && tool.availableIn?.(appId) !== false,
    );
    return all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  get(name: string): Tool | undefined {
    return this.#tools.get(name);
  }

  /** Runs a call to its end, which is told and returned. Never rejects. */
  async exec(call: ToolCall): Promise<ToolEnd> {
    const startedAt = this.#options.now();
    const running = new RunningCall(call, this.#options, this.#locks);
    const outcome = await running
      .run(this.#tools.get(call.name))
      .catch((error: unknown) => this.#failure(call, error));
    const changes = await running.changes();
    const ms = this.#options.now() - startedAt;
    const end = { ...running.redacted(outcome), changes, ms };
    call.sink.ended(end);
    return end;
  }

  #failure({ name, run, signal }: ToolCall, error: unknown): Outcome {
    const { code, message, next, details } = toProblem(error);
    const isBug = !(error instanceof ProblemError);
    if (isBug) this.#options.log.error("a tool failed", { tool: name, run, error: details ?? "" });
    const isCancelled = signal.aborted || code === "cancelled";
    return {
      status: isCancelled ? "cancelled" : "failed",
      output: {
        error: isCancelled ? "Cancelled by the person." : message,
        ...(next === undefined ? {} : { next }),
        ...(details === undefined || isBug ? {} : { details }),
      },
      summary: message.slice(0, 1_000),
      diagnostics: [],
    };
  }
}

type Outcome = Omit<ToolEnd, "changes" | "ms">;

/** One call on its way from its input to its end. */
class RunningCall {
  readonly #call: ToolCall;
  readonly #options: ToolRegistryOptions;
  readonly #locks: CallLocks;
  readonly #progress: CallProgress;
  readonly #output: StreamRedaction;
  #context: ToolContext | null = null;

  constructor(call: ToolCall, options: ToolRegistryOptions, locks: CallLocks) {
    this.#call = call;
    this.#options = options;
    this.#locks = locks;
    this.#progress = new CallProgress(call.sink);
    const { appId, sink } = call;
    this.#output = new StreamRedaction(options.secrets, appId, (text) => sink.output(text));
  }

  /** What it changed, once nothing of it is under way any more. */
  async changes(): Promise<readonly ChatFileChange[]> {
    return (await this.#context?.files.settled()) ?? [];
  }

  async run(tool: Tool | undefined): Promise<Outcome> {
    const { mode, sink, signal } = this.#call;
    if (tool === undefined) throw problem("not-found", `There is no tool ${this.#call.name}.`);
    if (!tool.modes.includes(mode)) {
      throw problem("no-permission", `${tool.name} is not available in ${mode} mode.`);
    }
    if (tool.availableIn?.(this.#call.appId) === false) {
      throw problem("no-permission", `${tool.name} is not set up for this app.`);
    }
    const input = parsedInput(tool, this.#call.input);
    await this.#options.secrets.load(this.#call.appId);
    this.#progress.follow(tool.stages);
    const context = this.#contextOf(null);
    const risk = await tool.risk(input, context);
    const denied = await this.#approve(tool, input, { risk, context });
    if (denied !== null) return denied;
    signal.throwIfAborted();
    sink.started();
    return this.#execute(tool, input, risk);
  }

  /** Without the values of secrets, whoever wrote them into it. */
  redacted(outcome: Outcome): Outcome {
    const { secrets } = this.#options;
    const { appId } = this.#call;
    this.#progress.end();
    this.#output.end();
    return secrets.redactJson(appId, outcome);
  }

  async #approve(
    tool: Tool,
    input: unknown,
    { risk, context }: { readonly risk: Risk | null; readonly context: ToolContext },
  ): Promise<Outcome | null> {
    if (risk === null) return null;
    const { appId, approval: level, sink } = this.#call;
    const { approvals, secrets } = this.#options;
    const asked = { appId, tool: tool.name, risk, subjects: tool.subjects?.(input) ?? [] };
    const verdict = approvals.decide({ ...asked, level });
    if (verdict === "allowed") return null;
    const changes = (await tool.preview?.(input, context)) ?? [];
    const summary = secrets.redact(appId, tool.summary(input)).slice(0, 500);
    if (verdict === "ruled") {
      sink.ruled({ risk, summary, changes });
      return null;
    }
    const { decision, note } = await sink.ask({ risk, summary, changes });
    if (decision === "always") approvals.always(asked);
    if (decision !== "denied") return null;
    const error = `The person did not allow this.${note === null ? "" : ` They say: ${note}`}`;
    return { status: "denied", output: { error }, summary: "Not allowed", diagnostics: [] };
  }

  async #execute(tool: Tool, input: unknown, risk: Risk | null): Promise<Outcome> {
    const limit = AbortSignal.timeout(tool.timeoutMs ?? TIMEOUT_MS);
    const signal = AbortSignal.any([this.#call.signal, limit]);
    const context = this.#contextOf(risk, signal);
    this.#context = context;
    const again = await tool.risk(input, context);
    if (again !== null && again !== risk) {
      throw problem("conflict", "What this would do has changed since it was allowed.", {
        next: "Try again.",
      });
    }
    const result = await untilAborted(tool.execute(input, context), signal).catch((error) => {
      if (!limit.aborted || this.#call.signal.aborted) throw error;
      throw problem("process-down", `${tool.name} took longer than it may.`);
    });
    return this.#complete(tool, result);
  }

  #complete(tool: Tool, result: ToolResult<unknown>): Outcome {
    const parsed = tool.output.parse(result.output);
    this.#progress.complete(result.summary.slice(0, 300));
    return {
      status: "ok",
      output: cappedOutput(parsed),
      summary: result.summary.slice(0, 1_000),
      diagnostics: result.diagnostics ?? [],
    };
  }

  /** @param risk what was allowed; null while nothing was. */
  #contextOf(risk: Risk | null, signal = this.#call.signal): ToolContext {
    const { appId, chat, run, call, step, sink } = this.#call;
    const { files, secrets } = this.#options;
    return {
      appId,
      chat,
      run,
      call,
      step,
      signal,
      files: files.of({ appId, chat, run, call, signal, allowed: risk }),
      progress: (stage, percent, message) => this.#progress.at(stage, percent, message),
      alone: (paths, work) => this.#locks.run(keysOf(appId, paths), work),
      print: (text) => this.#output.add(text),
      plan: (items) => sink.plan(items),
      question: (text, choices) => sink.question(text, choices),
      diagnose: (source, found) => sink.diagnostics(source, secrets.redactJson(appId, found)),
    };
  }
}

/** Some disks take two spellings for one file. */
function keysOf(appId: AppId, paths: readonly string[]): readonly string[] {
  return paths.map((path) => `${appId}:${path.normalize("NFC").toLowerCase()}`);
}

function parsedInput(tool: Tool, input: unknown): unknown {
  const parsed = tool.input.safeParse(input);
  if (parsed.success) return parsed.data;
  throw problem("invalid-input", `The input of ${tool.name} is not valid.`, {
    next: "Correct the input and call it again.",
    details: z.prettifyError(parsed.error).slice(0, 2_000),
  });
}

/** A tool that does not listen to the signal is left behind. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(problem("cancelled", "Cancelled."));
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  // Whoever comes second is not listened to any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
