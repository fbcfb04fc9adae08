import type { ModelMessage } from "ai";
import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { Attachment, ChatMode } from "../../../../common/contracts/chat.ts";
import type { ContextBreakdown } from "../../../../common/contracts/chatContext.ts";

export interface ContextRequest {
  readonly app: { readonly id: AppId; readonly name: string };
  readonly mode: ChatMode;
  /** What the person wrote, and what they attached to it. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** What was sent and answered before, exactly as the provider had it, and sanitised. */
  readonly history: readonly ModelMessage[];
  /** The tools that are offered, as they are described to the model. */
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    readonly inputSchema: unknown;
  }[];
  /** Files open in the editor, the one in front first. */
  readonly openFiles: readonly FilePath[];
  readonly acceptsImages: boolean;
  /** What the model takes at most; null when it is not known. */
  readonly contextTokens: number | null;
}

/**
 * A request in the order that lets a provider cache its beginning: instructions, (tools,) history,
 * and last what changes from one question to the next.
 */
export interface BuiltContext {
  readonly instructions: string;
  /** The history and the question with everything that belongs to it. */
  readonly messages: readonly ModelMessage[];
  /** The question as the history keeps it: with its attachments, without the state of the moment. */
  readonly question: ModelMessage;
  readonly breakdown: ContextBreakdown;
}
