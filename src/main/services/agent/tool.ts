import type { z } from "zod";
import type { AppId } from "../../../common/apps/appId.ts";
import type {
  ChatDiagnostic,
  ChatFileChange,
  ChatMode,
  Risk,
  RunId,
  ToolCallId,
  ToolStage,
} from "../../../common/contracts/chat.ts";

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
  /** The stages it goes through, in order; the last is `complete`. */
  readonly stages: readonly ToolStage[];
  /** Texts of the input that are shown while the model writes them. */
  readonly streamed?: readonly string[];
  /** What this very call may do; null for no harm. Asked again just before it runs. */
  risk(input: I, context: ToolContext): Risk | null;
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
  readonly run: RunId;
  readonly call: ToolCallId;
  /** Aborted when the person cancels the call or the run. */
  readonly signal: AbortSignal;
  /** The next stage, or more of the same one. Percent is of the whole call and never falls. */
  progress(stage: ToolStage, percent: number, message: string): void;
  /** Text that a program prints while it runs. */
  print(text: string): void;
}
