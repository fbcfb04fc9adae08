import type { LanguageModel } from "ai";
import type { AppId } from "../../../common/apps/appId.ts";
import type { ChatState } from "../../../common/apps/chat/chatState.ts";
import type {
  ApprovalLevel,
  BodyId,
  ChatEvent,
  ChatFileChange,
  ChatId,
  ChatMode,
  MessageId,
  RecipeView,
  RunFailure,
  RunId,
  RunStatus,
  ToolCallId,
  Usage,
} from "../../../common/contracts/chat.ts";
import type { BuiltContext, ContextRequest } from "./context/contextRequest.ts";
import type { ToolRegistry, ToolSink } from "./toolRegistry.ts";

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

/** The registry of tools, as runs see it. */
export type ToolExec = Pick<ToolRegistry, "offered" | "exec">;

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

/** Makes a request of a conversation: see `context/buildContext.ts`. */
export type ContextSource = (
  appId: AppId,
  request: Omit<ContextRequest, "app" | "openFiles">,
) => Promise<BuiltContext>;

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
  readonly acceptsImages: boolean;
  /** US dollars of a step; null when the price is unknown. */
  cost(usage: Omit<Usage, "costUsd">): number | null;
}
