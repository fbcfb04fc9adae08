import type { FilePath } from "../../../common/apps/filePath.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { useAppsList } from "../../client/facts.ts";

/** Puts paths on the system's clipboard, one a line: from the app's folder, or from the disk's top. */
export async function copyPaths(paths: Iterable<FilePath>, from: "app" | "disk"): Promise<void> {
  const { appId } = useCurrentApp.getState();
  const folder = useAppsList.getState().value?.apps.find((app) => app.id === appId)?.folder;
  const lines = [...paths].map((path) =>
    from === "app" || folder === undefined ? path : absolutePath(folder, path),
  );
  await navigator.clipboard.writeText(lines.join("\n"));
}

/** In the way of the system the host runs on, which the app's folder is written in. */
export function absolutePath(folder: string, path: FilePath): string {
  const isWindows = /^[a-z]:\\|^\\\\/i.test(folder);
  const separator = isWindows ? "\\" : "/";
  const top = folder.endsWith(separator) ? folder : folder + separator;
  return top + (isWindows ? path.replaceAll("/", separator) : path);
}
