import { realpath, stat } from "node:fs/promises";
import path from "node:path";

export interface FoundFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * The file below `root` that a URL path names, or null: also for paths that leave the folder by
 * dots, by encoding or over a link. `root` must be a real path.
 */
export async function findFile(root: string, urlPath: string): Promise<FoundFile | null> {
  const relative = decode(urlPath === "/" ? "/index.html" : urlPath);
  if (relative === null || relative.includes("\0")) return null;
  const file = await realpath(path.join(root, relative)).catch(() => null);
  if (file === null || !file.startsWith(root + path.sep)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() === true ? { path: file, size: found.size } : null;
}

function decode(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    // A lone percent sign names no file.
    return null;
  }
}
