import type { ModelMessage, ToolModelMessage } from "ai";
import { estimateTokensOf } from "../context/estimateTokens.ts";

const LEFT_OUT = "(left out to save room: call the tool again if you need it)";
/** Results of the last messages are what the model works with now. */
const KEPT_MESSAGES = 6;
/** Of a result, in characters of JSON: a shorter one is not worth leaving out. */
const WORTH = 1_000;

/**
 * The conversation with results of older calls left out, when it is longer than that.
 *
 * @param tokens an estimate; results are left out from the oldest on until it fits.
 */
export function shortened(messages: readonly ModelMessage[], tokens: number): ModelMessage[] {
  const short = [...messages];
  let total = estimateTokensOf(messages);
  for (const [index, message] of messages.slice(0, -KEPT_MESSAGES).entries()) {
    if (total <= tokens) break;
    if (message.role !== "tool") continue;
    const emptied = withoutResults(message);
    total -= estimateTokensOf([message]) - estimateTokensOf([emptied]);
    short[index] = emptied;
  }
  return short;
}

function withoutResults(message: ToolModelMessage): ToolModelMessage {
  const content = message.content.map((part) => {
    if (part.type !== "tool-result") return part;
    if (JSON.stringify(part.output).length < WORTH) return part;
    return { ...part, output: { type: "text" as const, value: LEFT_OUT } };
  });
  return { ...message, content };
}
