import type { MCPClient } from "@ai-sdk/mcp";
import type { AppId } from "../../../../common/apps/appId.ts";
import type { Log } from "../../../../common/base/log.ts";
import type { McpServer } from "../../../../common/contracts/mcp.ts";
import { type Problem, toProblem } from "../../../../common/contracts/problem.ts";
import type { Tool } from "../tool.ts";
import { connectMcp, type McpSurroundings } from "./connectMcp.ts";
import { type McpDefinition, mcpTool } from "./mcpTool.ts";

export interface McpServersOptions {
  /** As they are set up now, by name. */
  readonly servers: () => Readonly<Record<string, McpServer>>;
  /** @returns takes the tool out again. */
  readonly add: (tool: Tool) => () => void;
  readonly surroundings: McpSurroundings;
  readonly failed: (server: string, problem: Problem) => void;
  readonly log: Log;
}

/** More would fill a model's context before it reads a word. */
const MAX_TOOLS = 60;

interface Connected {
  /** What it was set up as: a change of it connects anew. */
  readonly setup: string;
  readonly client: MCPClient;
  readonly removals: readonly (() => void)[];
}

/**
 * The MCP servers of open apps. One is connected when an app opens that it is for, and let go
 * when its setup changes. Disposing ends all of them.
 */
export class McpServers implements AsyncDisposable {
  readonly #options: McpServersOptions;
  readonly #connected = new Map<string, Connected>();
  readonly #open = new Set<AppId>();
  #work: Promise<void> = Promise.resolve();

  constructor(options: McpServersOptions) {
    this.#options = options;
  }

  opened(appId: AppId): Promise<void> {
    this.#open.add(appId);
    return this.sync();
  }

  left(appId: AppId): Promise<void> {
    this.#open.delete(appId);
    return this.sync();
  }

  /** Connects and lets go as the settings and the open apps want it. Never rejects. */
  sync(): Promise<void> {
    this.#work = this.#work.then(() => this.#sync());
    return this.#work;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#work;
    await Promise.all([...this.#connected.keys()].map((name) => this.#letGo(name)));
  }

  async #sync(): Promise<void> {
    const servers = this.#options.servers();
    const wanted = new Map(Object.entries(servers).filter(([, { apps }]) => this.#isOpen(apps)));
    for (const [name, { setup }] of this.#connected) {
      const server = wanted.get(name);
      if (server === undefined || setupOf(server) !== setup) await this.#letGo(name);
    }
    const missing = [...wanted].filter(([name]) => !this.#connected.has(name));
    await Promise.all(missing.map(([name, server]) => this.#connect(name, server)));
  }

  #isOpen(apps: readonly AppId[]): boolean {
    return apps.some((appId) => this.#open.has(appId));
  }

  async #connect(name: string, server: McpServer): Promise<void> {
    const { log, failed, surroundings } = this.#options;
    try {
      const client = await connectMcp(name, server, surroundings);
      const removals = await this.#addTools(name, server, client);
      this.#connected.set(name, { setup: setupOf(server), client, removals });
      log.info("MCP server connected", { server: name, tools: removals.length });
    } catch (error) {
      const problem = toProblem(error);
      log.warn("MCP server failed", { server: name, error: problem.message });
      failed(name, problem);
    }
  }

  async #addTools(
    name: string,
    { apps, never }: McpServer,
    client: MCPClient,
  ): Promise<readonly (() => void)[]> {
    try {
      const { tools } = await client.listTools();
      const allowed = tools.filter((tool) => !never.includes(tool.name)).slice(0, MAX_TOOLS);
      const availableIn = (appId: AppId): boolean => apps.includes(appId);
      return allowed.map((tool) =>
        this.#options.add(
          mcpTool(definitionOf(tool), { server: name, client, availableIn }) as Tool,
        ),
      );
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  async #letGo(name: string): Promise<void> {
    const connected = this.#connected.get(name);
    this.#connected.delete(name);
    for (const remove of connected?.removals ?? []) remove();
    await connected?.client.close().catch((error: unknown) => {
      this.#options.log.warn("MCP server did not end well", { server: name, error: String(error) });
    });
  }
}

function setupOf(server: McpServer): string {
  return JSON.stringify(server);
}

function definitionOf(tool: {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: object;
}): McpDefinition {
  return {
    name: tool.name,
    description: tool.description,
    inputSchema: { ...tool.inputSchema },
  };
}
