import path from "node:path";
import type { ComposeOptions } from "./compose.ts";
import { ToolProcess } from "./formatting/toolProcess.ts";
import type { OpenApps } from "./openApps.ts";
import type { AppsService } from "./services/apps/appsService.ts";
import { TextToolsService } from "./services/formatting/textToolsService.ts";

/** Formatters and linters, each app's in processes of its own. */
export function composeFormatting(
  { nodeBinary, outDir, log }: Pick<ComposeOptions, "nodeBinary" | "outDir" | "log">,
  parts: { readonly apps: Pick<AppsService, "get">; readonly openApps: Pick<OpenApps, "onLeave"> },
  stack: AsyncDisposableStack,
): TextToolsService {
  const tools = stack.use(
    new TextToolsService({
      appOf: (appId) => parts.apps.get(appId),
      start: (root) =>
        new ToolProcess({
          nodeBinary,
          entry: path.join(outDir, "main/tools.js"),
          root,
          log: log.child("tools"),
        }),
    }),
  );
  stack.defer(parts.openApps.onLeave((appId) => void tools.leave(appId)));
  return tools;
}
