import path from "node:path";
import type { AppId } from "../../common/apps/appId.ts";
import type { BodyId } from "../../common/contracts/chat.ts";
import type { ComposeOptions } from "../compose.ts";
import { composeAgentReach } from "./composeAgentReach.ts";
import { composeAgentTools } from "./composeAgentTools.ts";
import { noKeychain, systemKeychain } from "../keychain/keychain.ts";
import type { NoticeBoard } from "../noticeBoard.ts";
import type { OpenApps } from "../openApps.ts";
import { projectFiles } from "./projectFiles.ts";
import type { StudioServices } from "../rpc/services.ts";
import type { ContextSource, ProviderKeys } from "../services/agent/agentPorts.ts";
import { BodyFiles } from "../services/agent/bodyFiles.ts";
import { ChatsService } from "../services/agent/chatsService.ts";
import { keptChoice } from "../services/agent/choice.ts";
import { buildContext } from "../services/agent/context/buildContext.ts";
import type { ContextSources } from "../services/agent/context/contextPorts.ts";
import { ProvidersService } from "../services/agent/providers/providersService.ts";
import { RecipeBook } from "../services/agent/recipes/recipeBook.ts";
import { RUN_LIMITS } from "../services/agent/runner/limits.ts";
import { modelRunner } from "../services/agent/runner/modelRunner.ts";
import type { AppsService } from "../services/apps/appsService.ts";
import type { SettingsService } from "../services/settings/settingsService.ts";
import type { StudioDb } from "../storage/studioDb.ts";

interface AgentParts {
  readonly db: StudioDb;
  readonly apps: Pick<AppsService, "get">;
  readonly openApps: Pick<OpenApps, "workspace" | "onOpened" | "onLeave">;
  readonly settings: Pick<SettingsService, "value" | "onChange">;
  readonly notices: Pick<NoticeBoard, "post">;
  readonly services: Parameters<typeof composeAgentTools>[1]["services"];
}

/** Chats, the models that work in them, and the recipes that need none. */
export function composeAgent(
  options: Pick<ComposeOptions, "dataDir" | "nodeBinary" | "outDir" | "usesKeychain" | "log">,
  parts: AgentParts,
  stack: AsyncDisposableStack,
): Pick<StudioServices, "chats" | "providers" | "recipes"> {
  const { db, openApps, settings, notices, services } = parts;
  const log = options.log.child("chat");
  const now = Date.now;
  const bodies = new BodyFiles(path.join(options.dataDir, "chat-bodies"));
  const tools = composeAgentTools(options, { ...parts, bodies }, stack);
  composeAgentReach(options, { tools, openApps, settings, notices }, stack);
  const keys = keysWith(options.usesKeychain, (key) => tools.secrets.add(key));
  const providers = new ProvidersService({ memory: db.settings, keys, now, log });
  const files = projectFiles((appId) => services.files(appId));
  const recipes = new RecipeBook({ tools: tools.registry, files });
  const sources: ContextSources = {
    files,
    body: (id: BodyId) => bodies.get(id),
    consoleErrors: (appId) =>
      tools.console.errorsSince(appId, now() - RECENT_MS).map(({ message }) => message),
  };
  const context: ContextSource = async (appId, request) => {
    await tools.secrets.load(appId);
    const app = { id: appId, name: parts.apps.get(appId).name };
    return buildContext({ ...request, app, openFiles: [] }, sources);
  };
  const model = modelRunner({
    store: db.chats,
    tools: tools.registry,
    context,
    open: (provider, id, signal) => providers.open(provider, id, signal),
    redact: (appId, value) => tools.secretScan.redactJson(appId, value),
    checked: (appId, signal) => tools.checked(appId, signal),
    fixesItself: () => settings.value["chat.fixErrors"],
    limits: () => ({ ...RUN_LIMITS, costUsd: settings.value["chat.costLimit"] || null }),
    now,
    log,
  });
  const chats = stack.use(
    new ChatsService({
      store: db.chats,
      bodies,
      checkpoints: tools.checkpoints,
      recipes,
      model,
      choice: keptChoice(db.settings),
      redact: (appId: AppId, text: string) => tools.secretScan.redact(appId, text),
      runEnded: () => undefined,
      stuck: () =>
        notices.post({
          level: "error",
          title: "Chats cannot be kept",
          body: "Studio's data folder takes no more data. Runs were stopped; make room on the disk.",
          appId: null,
        }),
      now,
      log,
    }),
  );
  chats.start();
  stack.defer(openApps.onLeave((appId) => void chats.stopAll(appId)));
  return { chats, providers, recipes };
}

/** Errors of the preview that are older say little about what is asked now. */
const RECENT_MS = 10 * 60_000;

/** Every key that is used is told, so that it is held back wherever it might appear. */
function keysWith(usesKeychain: boolean, tell: (key: string) => void): ProviderKeys {
  const keychain = usesKeychain ? systemKeychain : noKeychain;
  const item = (provider: string): string => `provider:${provider}`;
  return {
    async read(provider) {
      const key = await keychain.read(item(provider));
      if (key !== null) tell(key);
      return key;
    },
    async write(provider, key) {
      tell(key);
      await keychain.write(item(provider), key);
    },
    remove: (provider) => keychain.remove(item(provider)),
  };
}
