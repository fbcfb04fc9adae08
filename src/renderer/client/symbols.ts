import type { FilePath } from "../../common/apps/filePath.ts";
import type { FileSymbol, ProjectSymbol } from "../../common/contracts/language.ts";
import { useCurrentApp } from "./currentApp.ts";
import { askAbout } from "./languageWindow.ts";
import { studio } from "./studio.ts";

const SCRIPT = /\.[cm]?[jt]sx?$/i;

/**
 * What a script declares, as it stands in the editor, nested and in order; nothing for other
 * files, which no language server knows. Positions count from 0.
 * Rejects with what `toProblem` reads.
 */
export async function fileSymbols(path: FilePath): Promise<readonly FileSymbol[]> {
  if (!SCRIPT.test(path)) return [];
  const about = askAbout(path, null);
  return about === null ? [] : studio.language.fileSymbols.query(about);
}

/**
 * What the app's own files declare by that name, best match first; at most a few hundred. Empty
 * until the first TypeScript or JavaScript file was opened. Rejects with what `toProblem` reads.
 */
export async function projectSymbols(query: string): Promise<readonly ProjectSymbol[]> {
  const { appId } = useCurrentApp.getState();
  return appId === null ? [] : studio.language.projectSymbols.query({ appId, query });
}
