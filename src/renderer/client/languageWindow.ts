import type { FilePath } from "../../common/apps/filePath.ts";
import type { AboutText, LanguageStatus } from "../../common/contracts/language.ts";
import { createFact } from "./fact.ts";
import { useCurrentApp } from "./currentApp.ts";

/** Names this window to the language servers, as long as the page lives. */
export const WINDOW_ID: string = crypto.randomUUID();

/** How the language servers of the current app are; null before the first file that needs one. */
export const useLanguageStatus = createFact<LanguageStatus>();

let calls = 0;

/** A new question about a file of the current app; null while no app is open. */
export function askAbout(path: FilePath, version: number | null): AboutText | null {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return null;
  calls += 1;
  return { appId, windowId: WINDOW_ID, path, version, call: String(calls) };
}
