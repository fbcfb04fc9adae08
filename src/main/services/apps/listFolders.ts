import { readdir, realpath } from "node:fs/promises";
import path from "node:path";
import type { FolderListing } from "../../../common/contracts/apps.ts";
import { folderProblem } from "./folderProblem.ts";

/** More than a person looks through; a folder beyond can be typed. */
const MAX_FOLDERS = 2_000;

/** What a folder picker shows of one folder. Links to folders are followed; hidden ones left out. */
export async function listFolders(asked: string): Promise<FolderListing> {
  try {
    const folder = await realpath(asked);
    const items = await readdir(folder, { withFileTypes: true });
    const names = new Set(items.map((item) => item.name));
    const folders = items
      .filter((item) => item.isDirectory() && !item.name.startsWith("."))
      .map((item) => item.name)
      .toSorted((a, b) => a.localeCompare(b))
      .slice(0, MAX_FOLDERS);
    const parent = path.dirname(folder);
    return {
      folder,
      parent: parent === folder ? null : parent,
      folders,
      looksLikeApp: names.has("package.json") || names.has("index.html"),
    };
  } catch (error) {
    throw folderProblem(error, asked);
  }
}
