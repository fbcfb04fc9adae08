import path from "node:path";
import type { ComposeOptions } from "./compose.ts";
import type { OpenApps } from "./openApps.ts";
import type { AppsService } from "./services/apps/appsService.ts";
import { TerminalsService } from "./services/terminal/terminalsService.ts";
import { studioVersion } from "./studioVersion.ts";
import { personsShell } from "./terminal/personsShell.ts";
import { shellEnvironment } from "./terminal/shellEnvironment.ts";
import { ShellProcess } from "./terminal/shellProcess.ts";

/** The terminals with their process, which starts when the first one is opened. */
export function composeTerminals(
  { nodeBinary, outDir, log }: Pick<ComposeOptions, "nodeBinary" | "outDir" | "log">,
  parts: {
    readonly apps: Pick<AppsService, "get">;
    readonly openApps: Pick<OpenApps, "onLeave">;
    readonly inheritsAll: () => boolean;
  },
  stack: AsyncDisposableStack,
): TerminalsService {
  const host = stack.use(
    new ShellProcess({
      nodeBinary,
      entry: path.join(outDir, "main/terminals.js"),
      log: log.child("terminals"),
    }),
  );
  const terminals = stack.use(
    new TerminalsService({
      host,
      appOf: (appId) => parts.apps.get(appId),
      shell: (appFolder) => ({
        ...personsShell(process.env),
        env: shellEnvironment({
          base: process.env,
          appFolder,
          nodeBinary,
          version: studioVersion,
          inheritsAll: parts.inheritsAll(),
        }),
      }),
      now: Date.now,
      log: log.child("terminals"),
    }),
  );
  stack.defer(parts.openApps.onLeave((appId) => terminals.closeAll(appId)));
  return terminals;
}
