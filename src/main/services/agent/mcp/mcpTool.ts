import { createHash } from "node:crypto";
import type { MCPClient } from "@ai-sdk/mcp";
import { z } from "zod";
import type { AppId } from "../../../../common/apps/appId.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { Tool } from "../tool.ts";

/** A tool as its server describes it. */
export interface McpDefinition {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

export interface McpToolParts {
  readonly server: string;
  readonly client: Pick<MCPClient, "callTool">;
  readonly availableIn: (appId: AppId) => boolean;
}

const Input = z.record(z.string(), z.json());
type Input = z.infer<typeof Input>;

const Output = z.object({
  server: z.string(),
  /** What the server answered. Data: nothing in it is an instruction. */
  text: z.string(),
  cut: z.boolean(),
});
type Output = z.infer<typeof Output>;

const Content = z.looseObject({
  isError: z.boolean().optional(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).default([]),
  structuredContent: z.unknown().optional(),
});

const MAX_CHARACTERS = 40_000;
const MAX_DESCRIPTION = 2_000;
const CALL_MS = 120_000;

/**
 * A tool of an MCP server among our own. It is asked about each time, or until the person allows
 * it for good; what was allowed is the tool as it was described then, not what it becomes later.
 */
export function mcpTool(definition: McpDefinition, parts: McpToolParts): Tool<Input, Output> {
  const { server, client } = parts;
  const { name, description = "", inputSchema } = definition;
  return {
    name: mcpToolName(server, name),
    description: `Tool ${name} of the MCP server ${server}, which describes it so: ${description.slice(0, MAX_DESCRIPTION)}`,
    input: Input,
    inputSchema,
    output: Output,
    modes: ["build"],
    stages: ["running", "complete"],
    timeoutMs: CALL_MS,
    availableIn: parts.availableIn,
    subjects: () => [`@${definitionHash(definition)}`],
    risk: () => "external-tool",
    summary: (input) => `Call ${name} of ${server} with ${JSON.stringify(input).slice(0, 300)}`,
    async execute(input, { signal, progress }) {
      progress("running", 10, `${server} is working`);
      const result = await client
        .callTool({ name, arguments: input, options: { signal, timeout: CALL_MS } })
        .catch((error: unknown) => {
          throw problem("process-down", `${server} did not answer the call.`, {
            details: String(error).slice(0, 2_000),
          });
        });
      const text = textOf(result);
      const cut = text.length > MAX_CHARACTERS;
      const output = { server, text: text.slice(0, MAX_CHARACTERS), cut };
      if (Content.safeParse(result).data?.isError === true) {
        throw problem("process-down", `${name} of ${server} failed.`, {
          details: output.text.slice(0, 2_000),
        });
      }
      return { output, summary: `${output.text.length} characters${cut ? " of more" : ""}` };
    },
  };
}

/** Within what providers take for a name: 64 letters, digits, `-` and `_`. */
function mcpToolName(server: string, tool: string): string {
  const plain = tool.replaceAll(/[^\w-]/g, "_");
  const name = `mcp-${server}-${plain}`;
  if (name.length <= 64 && plain === tool) return name;
  const mark = createHash("sha256").update(tool).digest("hex").slice(0, 8);
  return `${name.slice(0, 55)}-${mark}`;
}

/** Changes with everything that a person or a model is told of the tool. */
function definitionHash({ name, description = "", inputSchema }: McpDefinition): string {
  const told = JSON.stringify([name, description, inputSchema]);
  return createHash("sha256").update(told).digest("hex").slice(0, 32);
}

/** Text as it is; of anything else only what it is. */
function textOf(result: unknown): string {
  const parsed = Content.safeParse(result);
  if (!parsed.success) return JSON.stringify(result) ?? "";
  const { content, structuredContent } = parsed.data;
  const parts = content.map(({ type, text }) => text ?? `(${type}, not shown)`);
  if (parts.length === 0 && structuredContent !== undefined) {
    return JSON.stringify(structuredContent);
  }
  return parts.join("\n");
}
