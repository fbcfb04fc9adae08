import path from "node:path";
import type { AppId } from "../../common/apps/appId.ts";
import type { FilePath } from "../../common/apps/filePath.ts";
import type { ChatDiagnostic } from "../../common/contracts/chat.ts";
import { agentTestRun } from "./agentTestRun.ts";
import type { ComposeOptions } from "../compose.ts";
import { mergeText } from "../git/mergeText.ts";
import type { OpenApps } from "../openApps.ts";
import type { StudioServices } from "../rpc/services.ts";
import { RunCommits } from "./runCommits.ts";
import type { BodyStore } from "../services/agent/agentPorts.ts";
import type { AgentFiles } from "../services/agent/journal/agentFiles.ts";
import { Checkpoints } from "../services/agent/journal/checkpoints.ts";
import { FilesOfCalls } from "../services/agent/journal/journaledFiles.ts";
import { Restorer } from "../services/agent/journal/restorer.ts";
import { Approvals } from "../services/agent/safety/approvals.ts";
import { AppSecrets } from "../services/agent/safety/appSecrets.ts";
import { SecretScan } from "../services/agent/safety/secretScan.ts";
import { ToolRegistry } from "../services/agent/toolRegistry.ts";
import { appTools } from "../services/agent/tools/appTools.ts";
import { type AppConsole, previewConsole } from "../services/agent/validation/appConsole.ts";
import { Validation } from "../services/agent/validation/validation.ts";
import type { AppsService } from "../services/apps/appsService.ts";
import type { StudioDb } from "../storage/studioDb.ts";
import { SyntaxProcess } from "../syntax/syntaxProcess.ts";

export interface AgentTools {
  readonly registry: ToolRegistry;
  readonly checkpoints: Checkpoints;
  /** What the person allowed for good. */
  readonly approvals: Approvals;
  /** Keys of providers are told to it, so that they never leave. */
  readonly secrets: AppSecrets;
  readonly secretScan: SecretScan;
  readonly console: AppConsole;
  /** Resolves when the checks of what was changed have answered. */
  checked(appId: AppId, signal: AbortSignal): Promise<void>;
}

type Services = Pick<
  StudioServices,
  "files" | "preview" | "language" | "packages" | "search" | "versions"
>;

/** What agents can do to apps, and what keeps it in bounds. */
export function composeAgentTools(
  { nodeBinary, outDir, log: root }: Pick<ComposeOptions, "nodeBinary" | "outDir" | "log">,
  parts: {
    readonly db: Pick<StudioDb, "agentChanges" | "approvalRules">;
    readonly apps: Pick<AppsService, "get">;
    readonly openApps: Pick<OpenApps, "workspace">;
    readonly services: Services;
    readonly bodies: BodyStore;
  },
  stack: AsyncDisposableStack,
): AgentTools {
  const { db, openApps, services, bodies } = parts;
  const log = root.child("agent");
  const now = Date.now;
  const filesOf = (appId: AppId): AgentFiles => ({
    ...services.files(appId),
    root: openApps.workspace(appId).root,
  });
  const secrets = new AppSecrets({ filesOf: (appId) => services.files(appId), log });
  const secretScan = new SecretScan(secrets);
  const approvals = new Approvals(db.approvalRules, now);
  const changes = db.agentChanges;
  const files = new FilesOfCalls({ filesOf, changes, bodies, now });
  const registry = new ToolRegistry({ files, approvals, secrets: secretScan, now, log });
  const merge = (sides: { base: string; ours: string; theirs: string }) =>
    mergeText({ ...sides, ourName: "now", theirName: "before" });
  const restorer = new Restorer({ filesOf, changes, bodies, merge, now });
  const commits = new RunCommits(services.versions);
  const checkpoints = new Checkpoints({ changes, restorer, commits, log });
  const console = previewConsole((appId) => services.preview.output(appId));
  const parser = stack.use(
    new SyntaxProcess({ nodeBinary, entry: path.join(outDir, "main/syntax.js"), log }),
  );
  const types = (appId: AppId, file: FilePath, signal: AbortSignal) =>
    services.language.check(appId, file, signal);
  const validation = new Validation({
    parse: (file, text) => parsed(parser, file, text),
    preview: (appId) => services.preview.watch(appId),
    console,
    types,
    now,
  });
  const treeOf = (appId: AppId) => services.files(appId).tree();
  const tools = appTools({
    validation,
    rootOf: (appId) => openApps.workspace(appId).root,
    treeOf,
    types,
    console,
    search: services.search,
    packages: services.packages,
    moveEdits: (appId, moves) => services.language.moveEdits(appId, moves),
    runTests: agentTestRun({
      nodeBinary,
      studio: path.join(outDir, ".."),
      rootOf: (appId) => parts.apps.get(appId),
    }),
    now,
  });
  for (const tool of tools) registry.add(tool);
  const checked = (appId: AppId, signal: AbortSignal) => validation.checked(appId, signal);
  return { registry, checkpoints, approvals, secrets, secretScan, console, checked };
}

const PARSED = /\.(?:[cm]?[jt]sx?|json)$/;
/** JSON with comments. */
const LENIENT = /(?:^|\/)(?:[tj]sconfig.*|\.[^/]*)\.json$/;

async function parsed(
  parser: SyntaxProcess,
  file: FilePath,
  text: string,
): Promise<readonly ChatDiagnostic[] | null> {
  if (!PARSED.test(file) || LENIENT.test(file)) return null;
  const errors = await parser.errors(file, text);
  return errors.map(({ message, line }) => ({
    source: "parse",
    severity: "error",
    path: file,
    line,
    message: message.slice(0, 4_000),
  }));
}
