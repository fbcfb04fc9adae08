import type { ModelMessage } from "ai";
import { z } from "zod";
import type { ChatState, MessageState } from "../../../../common/apps/chat/chatState.ts";
import type { MessageId, RunId } from "../../../../common/contracts/chat.ts";
import { branchOf } from "../chatMarkdown.ts";
import { sanitizedHistory } from "./sanitizedHistory.ts";

/** What a step added to the conversation; `sdk` names the shape of its messages. */
const KeptStep = z.object({ sdk: z.literal("ai@7"), messages: z.array(z.unknown()) });

export function keptStep(messages: readonly ModelMessage[]): string {
  return JSON.stringify({ sdk: "ai@7", messages });
}

/**
 * The conversation before a message, as the model has to get it: exactly what was sent and
 * answered, from what was last summed up on.
 */
export function conversationBefore(
  question: MessageId,
  state: ChatState,
  stepsOf: (run: RunId) => readonly string[],
): ModelMessage[] {
  const parent = state.messages[question]?.parent ?? null;
  if (parent === null) return [];
  const branch = branchOf(state, parent);
  const compacted = lastSummary(branch, question, state);
  const history = branch.slice(compacted?.from ?? 0).flatMap((message) => {
    return message.role === "assistant" ? answerOf(message, state, stepsOf) : [];
  });
  const summary: ModelMessage[] =
    compacted === undefined ? [] : [{ role: "user", content: summaryText(compacted.summary) }];
  return sanitizedHistory([...summary, ...history]);
}

export function summaryText(summary: string): string {
  return `What was said and done in this chat before, summed up:\n\n${summary}`;
}

function lastSummary(
  branch: readonly MessageState[],
  question: MessageId,
  state: ChatState,
): { readonly summary: string; readonly from: number } | undefined {
  const found = branch.flatMap(({ run }) => state.runs[run ?? ""]?.compacted ?? []).at(-1);
  if (found === undefined || found.before === question) return undefined;
  const from = branch.findIndex(({ id }) => id === found.before);
  return from === -1 ? undefined : { summary: found.summary, from };
}

/** A question is kept with the steps that answer it: what was attached may have changed since. */
function answerOf(
  message: MessageState,
  state: ChatState,
  stepsOf: (run: RunId) => readonly string[],
): readonly ModelMessage[] {
  const run = state.runs[message.run ?? ""];
  if (run === undefined) return [];
  const kept = stepsOf(run.id).flatMap((body) => {
    // Written by this very code; the SDK's own types describe what it sent.
    return KeptStep.parse(JSON.parse(body)).messages as readonly ModelMessage[];
  });
  if (kept.length > 0) return kept;
  const question = state.messages[run.question];
  return [
    { role: "user", content: question?.text ?? "" },
    { role: "assistant", content: deedsOf(message, state) },
  ];
}

/** A recipe's run in words: its steps were not written by a model. */
function deedsOf(message: MessageState, state: ChatState): string {
  const deeds = message.content.flatMap(({ kind, id }) => {
    if (kind === "part") return [state.parts[id]?.text ?? ""];
    const call = state.calls[id];
    return call === undefined ? [] : [`(${call.tool}: ${call.summary})`];
  });
  const text = deeds.filter((deed) => deed !== "").join("\n");
  return text === "" ? "(nothing was done)" : text;
}
