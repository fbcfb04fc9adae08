import { mkdirSync } from "node:fs";
import path from "node:path";
import type { ComposeOptions } from "../compose.ts";
import type { AgentTools } from "./composeAgentTools.ts";
import { noKeychain, systemKeychain } from "../keychain/keychain.ts";
import type { NoticeBoard } from "../noticeBoard.ts";
import type { OpenApps } from "../openApps.ts";
import { McpServers } from "../services/agent/mcp/mcpServers.ts";
import type { Tool } from "../services/agent/tool.ts";
import { webFetchTool } from "../services/agent/web/webFetchTool.ts";
import type { SettingsService } from "../services/settings/settingsService.ts";

type Options = Pick<ComposeOptions, "dataDir" | "usesKeychain" | "log">;

interface ReachParts {
  readonly tools: Pick<AgentTools, "registry" | "secrets" | "secretScan">;
  readonly openApps: Pick<OpenApps, "onOpened" | "onLeave">;
  readonly settings: Pick<SettingsService, "value" | "onChange">;
  readonly notices: Pick<NoticeBoard, "post">;
}

/** What reaches beyond the app: pages of the web, and other programs. Nothing, until it is set up. */
export function composeAgentReach(
  options: Options,
  { tools, openApps, settings, notices }: ReachParts,
  stack: AsyncDisposableStack,
): void {
  const { registry, secretScan } = tools;
  const page = webFetchTool({
    reader: () => ({ hosts: settings.value["chat.webHosts"] }),
    holdsSecret: (appId, text) => secretScan.redact(appId, text) !== text,
  });
  registry.add(page as Tool);
  const servers = stack.use(
    new McpServers({
      servers: () => settings.value["chat.mcpServers"],
      add: (tool) => registry.add(tool),
      surroundings: surroundingsOf(options, tools.secrets),
      failed: (_server, { message, next, details }) =>
        notices.post({
          level: "warning",
          title: message,
          body: [next, details].filter(Boolean).join(" ").slice(0, 500) || null,
          appId: null,
        }),
      log: options.log.child("mcp"),
    }),
  );
  stack.defer(openApps.onOpened((appId) => void servers.opened(appId)));
  stack.defer(openApps.onLeave((appId) => void servers.left(appId)));
  stack.defer(settings.onChange(() => void servers.sync()));
}

/** Every value that a server is given is a secret from then on. */
function surroundingsOf(
  { dataDir, usesKeychain }: Options,
  secrets: Pick<AgentTools["secrets"], "add">,
): ConstructorParameters<typeof McpServers>[0]["surroundings"] {
  const keychain = usesKeychain ? systemKeychain : noKeychain;
  const folder = path.join(dataDir, "mcp");
  mkdirSync(folder, { recursive: true });
  return {
    folder,
    async secret(name) {
      const value = await keychain.read(`mcp:${name}`);
      if (value !== null) secrets.add(value);
      return value;
    },
    variable(name) {
      const value = process.env[name];
      if (value !== undefined) secrets.add(value);
      return value;
    },
  };
}
