import type {
  ApprovalId,
  ApprovalLevel,
  Attachment,
  ChatDiagnostic,
  ChatFileChange,
  ChatMode,
  MessageId,
  PartId,
  PlanItem,
  QueuedMessage,
  Risk,
  RunFailure,
  RunId,
  Runner,
  RunStatus,
  ToolCallId,
  ToolStage,
  ToolStatus,
  Usage,
} from "../../contracts/chat.ts";
import type { BodyId } from "../../contracts/chat.ts";

/** What a chat's events come to. Ordinary JSON: it crosses to windows as it is. */
export interface ChatState {
  readonly messages: Readonly<Record<string, MessageState>>;
  /** The last message of the branch that is shown; null in an empty chat. */
  readonly leaf: MessageId | null;
  readonly parts: Readonly<Record<string, PartState>>;
  readonly calls: Readonly<Record<string, CallState>>;
  readonly runs: Readonly<Record<string, RunState>>;
  /** The run that is under way. */
  readonly running: RunId | null;
  readonly queue: readonly QueuedMessage[];
}

export interface MessageState {
  readonly id: MessageId;
  readonly parent: MessageId | null;
  readonly at: number;
  readonly role: "person" | "assistant" | "notice";
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** What an assistant's message consists of, in order. */
  readonly content: readonly (
    | { readonly kind: "part"; readonly id: PartId }
    | { readonly kind: "call"; readonly id: ToolCallId }
  )[];
  readonly run: RunId | null;
}

export interface PartState {
  readonly id: PartId;
  readonly kind: "text" | "reasoning";
  readonly text: string;
  readonly ended: boolean;
}

export interface CallState {
  readonly id: ToolCallId;
  readonly run: RunId;
  readonly message: MessageId;
  readonly group: string;
  readonly tool: string;
  readonly announcedAt: number;
  readonly startedAt: number | null;
  /** Texts of the input while the model writes them, by field. */
  readonly draft: Readonly<Record<string, string>>;
  /** Null until it is whole. */
  readonly input: unknown;
  readonly inputBody: BodyId | null;
  readonly approval: ApprovalState | null;
  readonly phase: "drafting" | "waiting" | "asking" | "running" | ToolStatus;
  /** Stages so far with the time each began. */
  readonly stages: readonly { readonly stage: ToolStage; readonly at: number }[];
  readonly percent: number;
  readonly progress: string;
  readonly output: unknown;
  readonly outputText: string;
  readonly summary: string;
  readonly changes: readonly ChatFileChange[];
  readonly diagnostics: readonly ChatDiagnostic[];
  readonly ms: number | null;
}

export interface ApprovalState {
  readonly id: ApprovalId;
  readonly risk: Risk;
  readonly summary: string;
  readonly changes: readonly ChatFileChange[];
  readonly decision: "once" | "always" | "denied" | null;
  readonly by: "person" | "rule" | "stop" | null;
}

export interface RunState {
  readonly id: RunId;
  readonly question: MessageId;
  readonly answer: MessageId;
  readonly runner: Runner;
  readonly mode: ChatMode;
  readonly approval: ApprovalLevel;
  readonly trigger: "person" | "recipe" | "fix" | "retry";
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Null while it runs. */
  readonly status: RunStatus | null;
  readonly failure: RunFailure | null;
  readonly usage: Usage | null;
  readonly step: number;
  readonly attempt: number;
  readonly plan: readonly PlanItem[];
  readonly asked: { readonly text: string; readonly choices: readonly string[] } | null;
  /** What earlier messages came to, so that they no longer go to the model. */
  readonly compacted: { readonly summary: string; readonly before: MessageId } | null;
  /** Rounds in which errors went back to the model by themselves. */
  readonly fixes: readonly {
    readonly round: number;
    readonly of: number;
    readonly errors: number;
    readonly costUsd: number | null;
  }[];
  readonly commit: string | null;
  /** Whether its file changes stand or were taken back. */
  readonly files: "standing" | "undone";
}

export const EMPTY_CHAT: ChatState = {
  messages: {},
  leaf: null,
  parts: {},
  calls: {},
  runs: {},
  running: null,
  queue: [],
};
