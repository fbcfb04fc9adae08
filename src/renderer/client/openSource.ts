import { FilePath } from "../../common/apps/filePath.ts";
import type { SourcePlace } from "../../common/apps/pageElement.ts";
import { openFile } from "./editorIntents.ts";

/**
 * Shows where something on the page was written. False when the page named no file of the app:
 * it is the page's telling, so the path is checked like any other from outside.
 */
export function openSource(place: SourcePlace, options: { focus?: boolean } = {}): boolean {
  const path = FilePath.safeParse(place.file);
  if (!path.success) return false;
  const { line, column } = place;
  openFile(path.data, { line, column, focus: options.focus ?? false });
  return true;
}
