import type { AppId } from "../../../common/apps/appId.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { openFile } from "../../client/editorIntents.ts";
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

/** Shows the file that makes an app's page, so that code and page stand side by side at once. */
export async function openFirstFile(appId: AppId): Promise<void> {
  const { entries } = await studio.files.tree.query({ appId });
  const there = new Set(entries.map(({ path }) => path));
  const first = CANDIDATES.find((path) => there.has(path));
  if (first === undefined || useCurrentApp.getState().appId !== appId) return;
  openFile(first, { pinned: true, focus: false });
}
