import type { ChatState } from "../../../../common/apps/chat/chatState.ts";
import type {
  Attachment,
  ChatDiagnostic,
  ChatIntent,
  ChatMode,
  PlanItem,
} from "../../../../common/contracts/chat.ts";
import { problem } from "../../../../common/contracts/problem.ts";

interface Request {
  readonly text: string;
  readonly mode: ChatMode;
  readonly attachments: readonly Attachment[];
}

const MAX_ERRORS = 10;

/**
 * The message that asks for a fix: of what a call's checks found, and of what is given as text,
 * which is sent as the data that it is.
 */
export function fixRequest(
  { call, text }: Extract<ChatIntent, { type: "fix" }>,
  state: ChatState,
): Request {
  const found = call === null ? [] : (state.calls[call]?.diagnostics ?? []);
  const errors = diagnosticsText(found.filter(({ severity }) => severity === "error"));
  const data = [errors, text.trim()].filter((part) => part !== "").join("\n");
  if (data === "") throw problem("invalid-input", "There is nothing to fix.");
  const attachments: Attachment[] = [{ kind: "console", text: data.slice(0, 16_000) }];
  return { text: "Fix these errors.", mode: "build", attachments };
}

/** A line each, the same one once. */
export function diagnosticsText(found: readonly ChatDiagnostic[]): string {
  const lines = found.map(({ source, path, line, message }) => {
    const place = path === null ? "" : `${path}${line === null ? "" : `:${line}`}: `;
    return `[${source}] ${place}${message}`;
  });
  return [...new Set(lines)].slice(0, MAX_ERRORS).join("\n");
}

export function planRequest(items: readonly PlanItem[]): Request {
  const steps = items.filter(({ status }) => status !== "dropped" && status !== "done");
  if (steps.length === 0) throw problem("invalid-input", "The plan has no steps left.");
  const list = steps.map(({ text }, index) => `${index + 1}. ${text}`).join("\n");
  return { text: `Carry out this plan:\n\n${list}`, mode: "build", attachments: [] };
}
