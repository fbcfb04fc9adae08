import type { ToolModelMessage, ToolResultPart } from "ai";
import type { ToolEnd } from "../toolRegistry.ts";
import type { StepCall } from "./streamStep.ts";

/** What the calls of a step came to, as the model reads it. */
export function toolResults(
  ended: readonly { readonly call: StepCall; readonly end: ToolEnd }[],
): ToolModelMessage {
  return { role: "tool", content: ended.map(({ call, end }) => resultOf(call, end)) };
}

function resultOf({ providerId, name }: StepCall, end: ToolEnd): ToolResultPart {
  const { status, output, diagnostics } = end;
  const found = diagnostics.map(({ source, path, line, message }) => ({
    source,
    path,
    line,
    message,
  }));
  const value = found.length === 0 ? output : { output, found };
  return {
    type: "tool-result",
    toolCallId: providerId,
    toolName: name,
    output: { type: status === "ok" ? "json" : "error-json", value },
  };
}
