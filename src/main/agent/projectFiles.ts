import type { AppId } from "../../common/apps/appId.ts";
import { toProblem } from "../../common/contracts/problem.ts";
import type { AppFiles } from "../rpc/appFiles.ts";
import type { ProjectFiles } from "../services/agent/context/contextPorts.ts";

/** The files of open apps, as the context of an agent reads them. */
export function projectFiles(filesOf: (appId: AppId) => AppFiles): ProjectFiles {
  return {
    async list(appId) {
      const { entries } = await filesOf(appId).tree();
      return entries.flatMap((entry) =>
        entry.kind === "file" && !entry.ignored ? [{ path: entry.path, size: entry.size }] : [],
      );
    },
    async read(appId, path) {
      try {
        const content = await filesOf(appId).read(path);
        return content.kind === "text" ? content.text : null;
      } catch (error) {
        const { code } = toProblem(error);
        if (code === "internal") throw error;
        return null;
      }
    },
  };
}
