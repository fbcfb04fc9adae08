import { createMCPClient, type MCPClient } from "@ai-sdk/mcp";
import { Experimental_StdioMCPTransport as StdioTransport } from "@ai-sdk/mcp/mcp-stdio";
import type { McpServer } from "../../../../common/contracts/mcp.ts";
import { problem } from "../../../../common/contracts/problem.ts";

export interface McpSurroundings {
  /** Where programs are started: never an app's folder, whose files would steer them. */
  readonly folder: string;
  /** The value of a secret of the keychain; null when there is none. */
  readonly secret: (name: string) => Promise<string | null>;
  /** A variable of Studio's own environment. */
  readonly variable: (name: string) => string | undefined;
}

const CONNECT_MS = 20_000;

/** @throws `process-down` when the server does not answer; `not-found` for a missing secret. */
export async function connectMcp(
  name: string,
  server: McpServer,
  surroundings: McpSurroundings,
): Promise<MCPClient> {
  const transport = await transportOf(server, surroundings);
  try {
    return await createMCPClient({
      transport,
      clientName: "overskill-studio",
      initializationOptions: { timeout: CONNECT_MS, maxTotalTimeout: CONNECT_MS },
    });
  } catch (error) {
    throw problem("process-down", `The MCP server ${name} could not be connected.`, {
      next: "Check its entry in settings.json.",
      details: String(error).slice(0, 2_000),
    });
  }
}

async function transportOf(
  server: McpServer,
  surroundings: McpSurroundings,
): Promise<Parameters<typeof createMCPClient>[0]["transport"]> {
  if ("url" in server) {
    const headers = await resolved(server.headers, surroundings);
    return { type: "http", url: server.url, headers, redirect: "error" };
  }
  const [command = "", ...args] = server.command;
  return new StdioTransport({
    command,
    args,
    env: await resolved(server.env, surroundings),
    cwd: surroundings.folder,
    stderr: "ignore",
  });
}

/** The values that references stand for. */
async function resolved(
  values: Readonly<Record<string, string>>,
  { secret, variable }: McpSurroundings,
): Promise<Record<string, string>> {
  const entries = Object.entries(values).map(async ([key, value]) => {
    const [, source, name = ""] = /^(secret|env):(.+)$/.exec(value) ?? [];
    if (source === undefined) return [key, value] as const;
    const found = source === "env" ? variable(name) : await secret(name);
    if (found !== undefined && found !== null) return [key, found] as const;
    throw problem("not-found", `${key} needs ${value}, which is not set.`);
  });
  return Object.fromEntries(await Promise.all(entries));
}
