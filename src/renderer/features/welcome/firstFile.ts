import type { AppId } from "../../../common/apps/appId.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import { layoutLoaded } from "../../client/appLayout.ts";
import { openFile, useEditorIntents } from "../../client/editorIntents.ts";
import { studio } from "../../client/studio.ts";

/** Where an app's page usually is, most telling first. */
const CANDIDATES = [
  "src/App.tsx",
  "src/App.jsx",
  "src/app.tsx",
  "src/main.tsx",
  "src/main.ts",
  "src/main.js",
  "index.html",
].map((path) => FilePath.parse(path));

/**
 * Shows the file that makes an app's page, so that code and page stand side by side at once.
 * Does nothing where tabs of before came back.
 */
export async function openFirstFile(appId: AppId): Promise<void> {
  const [{ entries }, loaded] = await Promise.all([
    studio.files.tree.query({ appId }),
    layoutLoaded(appId),
  ]);
  if (!loaded || useEditorIntents.getState().active !== null) return;
  const there = new Set(entries.map(({ path }) => path));
  const first = CANDIDATES.find((path) => there.has(path));
  if (first !== undefined) openFile(first, { pinned: true, focus: false });
}
