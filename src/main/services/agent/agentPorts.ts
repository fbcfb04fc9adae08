import type { JSONSchema7, LanguageModel } from "ai";
import type { AppId } from "../../../common/apps/appId.ts";
import type { ChatState } from "../../../common/apps/chat/chatState.ts";
import type {
  ApprovalLevel,
  Attachment,
  BodyId,
  ChatDiagnostic,
  ChatEvent,
  ChatFileChange,
  ChatId,
  ChatMode,
  MessageId,
  RecipeView,
  Risk,
  RunFailure,
  RunId,
  RunStatus,
  ToolCallId,
  ToolStage,
  ToolStatus,
  Usage,
} from "../../../common/contracts/chat.ts";

/** An event of a chat without its time. */
export type Untimed<E extends { at: number }> = E extends unknown ? Omit<E, "at"> : never;

/** How a run tells its chat what happens. Order is kept; nobody sees an event before it is kept. */
export interface RunChannel {
  emit(event: Untimed<ChatEvent>): void;
  /** Announces a call. Calls of one step share `group` (`<run>:<step>`). */
  call(tool: string, group: string): CallChannel;
  /** The chat as it is now, for reading at once. */
  state(): ChatState;
}

/** One call of a tool, from its announcement to its end. */
export interface CallChannel {
  readonly id: ToolCallId;
  /** Aborted when the person cancels this call, or the whole run. */
  readonly signal: AbortSignal;
  /** More of one text of the input, while the model writes it. */
  draft(field: string, offset: number, delta: string): void;
  /** The whole input. Long texts in it are kept as a body. */
  input(value: unknown): Promise<void>;
  readonly sink: ToolSink;
}

/** What a registry tells of one call. */
export interface ToolSink {
  /**
   * Asks the person and waits. The question and its answer are recorded.
   *
   * @throws the signal's reason when the call is cancelled meanwhile.
   */
  ask(question: ApprovalQuestion): Promise<ApprovalAnswer>;
  /** Records that a standing rule answered instead of the person. */
  ruled(question: ApprovalQuestion, answer: ApprovalAnswer): void;
  started(): void;
  /** The next stage, or more of the same one. Percent never falls. */
  stage(stage: ToolStage, percent: number, message: string): void;
  /** What a program prints. */
  output(text: string): void;
  /** Once. Texts of `output` and `summary` are expected to hold no secret value. */
  ended(outcome: ToolOutcome): void;
  /** What a check found after the call had ended. */
  diagnostics(source: ChatDiagnostic["source"], found: readonly ChatDiagnostic[]): void;
}

export interface ApprovalQuestion {
  readonly risk: Risk;
  readonly summary: string;
  readonly changes: readonly ChatFileChange[];
}

export interface ApprovalAnswer {
  readonly decision: "once" | "always" | "denied";
  readonly note: string | null;
}

export interface ToolOutcome {
  readonly status: ToolStatus;
  /** JSON: what the model reads. */
  readonly output: unknown;
  /** A sentence for the card. */
  readonly summary: string;
  readonly changes: readonly ChatFileChange[];
  readonly diagnostics: readonly ChatDiagnostic[];
}

/** The registry of tools, as runs see it. */
export interface ToolExec {
  offered(appId: AppId, mode: ChatMode): readonly OfferedTool[];
  /** Never rejects: what went wrong is the outcome. Calls of one step share their `step`. */
  exec(call: ToolCall): Promise<ToolOutcome>;
  /** What the calls of one step have in common, as the files they all saw. */
  beginStep(appId: AppId, run: RunId): ToolStep;
}

/** Ended when all calls of the step are over. */
export type ToolStep = Disposable;

export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly schema: JSONSchema7;
  /** Texts of the input that are shown while the model writes them. */
  readonly streamed: readonly string[];
}

export interface ToolCall {
  readonly name: string;
  readonly input: unknown;
  readonly appId: AppId;
  readonly chatId: ChatId;
  readonly run: RunId;
  readonly call: ToolCallId;
  readonly step: ToolStep;
  readonly mode: ChatMode;
  readonly approval: ApprovalLevel;
  readonly signal: AbortSignal;
  readonly sink: ToolSink;
}

/** Every run is a checkpoint of the app's files. */
export interface RunCheckpoints {
  /** The run is over. @returns the commit of what it changed; null when it changed nothing. */
  runEnded(run: { appId: AppId; run: RunId; title: string }): Promise<string | null>;
  restore(input: {
    readonly appId: AppId;
    readonly run: RunId;
    readonly direction: "undone" | "redone";
    readonly conflicts: "keep" | "merge" | "overwrite";
  }): Promise<{
    readonly changes: readonly ChatFileChange[];
    readonly conflicts: readonly ChatFileChange["path"][];
  }>;
}

/** What every way of running is given. */
export interface RunRequest {
  readonly appId: AppId;
  readonly chatId: ChatId;
  readonly run: RunId;
  readonly question: MessageId;
  readonly answer: MessageId;
  readonly mode: ChatMode;
  readonly approval: ApprovalLevel;
  /** Aborted when the person stops the run. */
  readonly signal: AbortSignal;
  readonly channel: RunChannel;
}

export interface RunOutcome {
  readonly status: RunStatus;
  readonly failure: RunFailure | null;
  /** Null for a run without a model. */
  readonly usage: Usage | null;
}

/** One way to work on a message. Never rejects. */
export type Run = (request: RunRequest) => Promise<RunOutcome>;

/** Recipes: fixed steps without AI. */
export interface RecipeSource {
  list(appId: AppId): readonly RecipeView[];
  /**
   * @throws `not-found` for an unknown recipe, `invalid-input` for parameters it cannot take,
   *   before anything is done.
   */
  prepare(
    recipe: string,
    parameters: Readonly<Record<string, unknown>>,
  ): { readonly title: string; readonly version: number; readonly run: Run };
}

/** What a model is told besides the conversation. */
export interface ContextSource {
  /** Rules, and what changes seldom: it comes first, so that providers can cache it. */
  instructions(appId: AppId, mode: ChatMode): Promise<string>;
  /** A message of the person with what is attached to it. */
  question(
    appId: AppId,
    message: { readonly text: string; readonly attachments: readonly Attachment[] },
  ): Promise<readonly QuestionPart[]>;
}

export type QuestionPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly data: Uint8Array; readonly mediaType: string };

/** Bodies of files, images and long inputs, by their content. */
export interface BodyStore {
  put(body: Uint8Array | string): Promise<BodyId>;
  /** Null when it is not, or no longer, kept. */
  get(id: BodyId): Promise<Uint8Array | null>;
}

/** Keys of providers. Every call may reject with `no-permission`. */
export interface ProviderKeys {
  read(provider: string): Promise<string | null>;
  write(provider: string, key: string): Promise<void>;
  remove(provider: string): Promise<void>;
}

/** A model that can be called now. */
export interface OpenModel {
  readonly model: Exclude<LanguageModel, string>;
  readonly provider: string;
  readonly id: string;
  readonly kind: "anthropic" | "openai" | "google" | "compatible" | "ollama";
  readonly contextTokens: number | null;
  /** US dollars of a step; null when the price is unknown. */
  cost(usage: Omit<Usage, "costUsd">): number | null;
}

/** Takes known secret values out of what leaves for a model, a log or an event. */
export type SecretScan = (text: string) => string;
