import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { FilePath } from "../../../common/apps/filePath.ts";
import type { FileEntry } from "../../../common/contracts/files.ts";
import { diskProblem } from "./diskProblem.ts";
import type { JailedPath } from "./pathJail.ts";
import { isHiddenName } from "./protectedPaths.ts";

/** What an ignored or protected folder holds, read when a person opens it in the tree. */
export async function listFolder(
  folder: JailedPath,
  asked: FilePath,
): Promise<readonly FileEntry[]> {
  try {
    const names = await readdir(folder.absolute);
    const entries = await Promise.all(names.toSorted().map((name) => entryOf(folder, asked, name)));
    return entries.filter((entry) => entry !== undefined);
  } catch (error) {
    throw diskProblem(error, asked);
  }
}

async function entryOf(
  folder: JailedPath,
  asked: FilePath,
  name: string,
): Promise<FileEntry | undefined> {
  if (isHiddenName(name)) return undefined;
  const parsed = FilePath.safeParse(`${asked}/${name}`);
  const stats = await lstat(path.join(folder.absolute, name)).catch(() => undefined);
  if (!parsed.success || stats === undefined) return undefined;
  if (stats.isDirectory()) return { path: parsed.data, kind: "folder", size: 0, ignored: true };
  const kind = stats.isSymbolicLink() ? "link" : "file";
  return { path: parsed.data, kind, size: stats.size, ignored: true };
}
