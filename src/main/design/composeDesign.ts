import { createRequire } from "node:module";
import path from "node:path";
import type { ComposeOptions } from "../compose.ts";
import { PlanProcess } from "./planProcess.ts";
import type { AppsService } from "../services/apps/appsService.ts";
import { DesignService } from "../services/design/designService.ts";

/** Visual edits, planned in one process for all apps. */
export function composeDesign(
  { nodeBinary, outDir, log }: Pick<ComposeOptions, "nodeBinary" | "outDir" | "log">,
  apps: Pick<AppsService, "get">,
  stack: AsyncDisposableStack,
): DesignService {
  const entry = path.join(outDir, "main/design.js");
  return stack.use(
    new DesignService({
      folderOf: (appId) => apps.get(appId).folder,
      tailwindTheme: createRequire(import.meta.url).resolve("tailwindcss/theme.css"),
      planner: new PlanProcess({ nodeBinary, entry, log: log.child("design") }),
    }),
  );
}
