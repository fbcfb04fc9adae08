import { z } from "zod";

const Part = z.looseObject({ type: z.string(), text: z.string().optional() });

/** What the three formats have in common of a request. */
export const WireRequest = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.union([z.string(), z.array(Part), z.null()]).optional(),
    }),
  ),
  tools: z.array(z.unknown()).optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).optional(),
  options: z.looseObject({ num_ctx: z.number().optional() }).optional(),
});
export type WireRequest = z.infer<typeof WireRequest>;

type Message = WireRequest["messages"][number];

/** The texts of a message. */
export function textOf({ content }: Message): string {
  if (typeof content === "string") return content;
  return (content ?? []).flatMap(({ text }) => text ?? []).join("\n");
}

function isToolResult({ role, content }: Message): boolean {
  if (role === "tool") return true;
  return Array.isArray(content) && content.some(({ type }) => type === "tool_result");
}

/** Answers the model has given since that message: each that called tools was followed by results. */
export function roundsSince(messages: readonly Message[], index: number): number {
  const after = messages.slice(index + 1);
  return after.filter((message, at) => {
    const isAnswer = message.role === "assistant";
    const next = after[at + 1];
    return isAnswer && next !== undefined && (isToolResult(next) || next.role === "user");
  }).length;
}
