import type { z } from "zod";
import type { AppId } from "../../../common/apps/appId.ts";
import type {
  ChatDiagnostic,
  ChatFileChange,
  ChatId,
  ChatMode,
  PlanItem,
  Risk,
  RunId,
  ToolCallId,
  ToolStage,
} from "../../../common/contracts/chat.ts";
import type { ToolFiles } from "./journal/toolFiles.ts";
import type { StepBase } from "./tools/stepBase.ts";

/**
 * One thing an agent can do: called by models, by recipes and by MCP alike. Registered once, in
 * `toolRegistry.ts`, which checks input and output, asks for approval and tells of the stages.
 */
export interface Tool<I = unknown, O = unknown> {
  /** As the model calls it: `os-write`. */
  readonly name: string;
  /** What it does, for the model. */
  readonly description: string;
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  /** In which modes it is offered. What only reads is in all three. */
  readonly modes: readonly ChatMode[];
  /** Whether it is there for an app now; always, when left out. */
  availableIn?(appId: AppId): boolean;
  /** The stages it goes through, in order; the last is `complete`. */
  readonly stages: readonly ToolStage[];
  /** Texts of the input that are shown while the model writes them. */
  readonly streamed?: readonly string[];
  /** JSON Schema of the input where `input` cannot be told as one, as for tools of others. */
  readonly inputSchema?: Readonly<Record<string, unknown>>;
  /** How long a call may take, in ms; a minute when left out. Waiting for approval counts not. */
  readonly timeoutMs?: number;
  /** What this very call may do; null for no harm. Asked again just before it runs. */
  risk(input: I, context: ToolContext): Risk | null | Promise<Risk | null>;
  /**
   * What the call is about: paths, hosts, package names. A rule of the person ("always allow
   * this") is limited to it.
   */
  subjects?(input: I): readonly string[];
  /** A sentence for the person: "Write src/App.tsx". */
  summary(input: I): string;
  /** What it would change, for the diff of an approval. Changes nothing. */
  preview?(input: I, context: ToolContext): Promise<readonly ChatFileChange[]>;
  /** @throws Problem for what went wrong as expected; the model reads its message. */
  execute(input: I, context: ToolContext): Promise<ToolResult<O>>;
}

export interface ToolResult<O> {
  readonly output: O;
  /** A sentence for the card: "42 lines written". */
  readonly summary: string;
  readonly diagnostics?: readonly ChatDiagnostic[];
}

/** What a call is given. Everything it does to files goes through `files`, which keeps the journal. */
export interface ToolContext {
  readonly appId: AppId;
  readonly chat: ChatId;
  readonly run: RunId;
  readonly call: ToolCallId;
  /** The app's files: jailed, checked against what the chat has seen, journalled. */
  readonly files: ToolFiles;
  /** The files as the step saw them that this call belongs to. */
  readonly step: StepBase;
  /** Aborted when the person cancels the call or the run. */
  readonly signal: AbortSignal;
  /** The next stage, or more of the same one. Percent is of the whole call and never falls. */
  readonly progress: (stage: ToolStage, percent: number, message: string) => void;
  /** Runs work on files while no other call works on the same ones. Not to be nested. */
  readonly alone: <T>(paths: readonly string[], work: () => Promise<T>) => Promise<T>;
  /** Text that a program prints while it runs. */
  readonly print: (text: string) => void;
  /** Shows the plan as it is now. */
  readonly plan: (items: readonly PlanItem[]) => void;
  /** Asks the person something; the answer comes as the next message. */
  readonly question: (text: string, choices: readonly string[]) => void;
  /** What was found out about the call's files, also after it ended, as the types are. */
  readonly diagnose: (source: ChatDiagnostic["source"], found: readonly ChatDiagnostic[]) => void;
}
