import { rgPath } from "@vscode/ripgrep";
import type { OpenApps } from "./openApps.ts";
import { SearchService } from "./services/search/searchService.ts";

/** Search in the files of open apps. */
export function composeSearch(openApps: Pick<OpenApps, "workspace">): SearchService {
  return new SearchService({
    // A program cannot be started from inside a package's archive.
    ripgrep: rgPath.replace(/app\.asar(?=[\\/])/, "app.asar.unpacked"),
    folderOf: (appId) => openApps.workspace(appId),
  });
}
