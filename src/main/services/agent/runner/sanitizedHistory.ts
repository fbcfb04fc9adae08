import type { AssistantContent, ModelMessage, ToolModelMessage, ToolResultPart } from "ai";

type ToolContent = ToolModelMessage["content"];

/**
 * The history as every provider takes it: each call of a tool has exactly one result, in the
 * message that follows. A run that was stopped or killed leaves calls without one, and a provider
 * refuses the whole conversation then.
 */
export function sanitizedHistory(messages: readonly ModelMessage[]): ModelMessage[] {
  const clean: ModelMessage[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role === "tool") continue;
    clean.push(message);
    if (message.role !== "assistant") continue;
    const calls = callsOf(message.content);
    if (calls.length === 0) continue;
    const next = messages[index + 1];
    const results = resultsOf(next?.role === "tool" ? next.content : []);
    clean.push({
      role: "tool",
      content: calls.map((call) => results.get(call.toolCallId) ?? missingResult(call)),
    });
  }
  return clean;
}

interface Call {
  readonly toolCallId: string;
  readonly toolName: string;
}

function callsOf(content: AssistantContent): readonly Call[] {
  if (typeof content === "string") return [];
  return content.flatMap((part) =>
    part.type === "tool-call" && part.providerExecuted !== true ? [part] : [],
  );
}

function resultsOf(content: ToolContent): ReadonlyMap<string, ToolResultPart> {
  return new Map(
    content.flatMap((part) =>
      part.type === "tool-result" ? [[part.toolCallId, part] as const] : [],
    ),
  );
}

function missingResult({ toolCallId, toolName }: Call): ToolResultPart {
  const value = "This call was stopped before it ended. What it did until then is unknown.";
  return { type: "tool-result", toolCallId, toolName, output: { type: "error-text", value } };
}
