import { FilePath, fileName, parentPath } from "../../../common/apps/filePath.ts";

/** `docs` and `a.ts` → `docs/a.ts`; the empty string is the app's root. Null for no valid path. */
export function pathIn(folder: string, name: string): FilePath | null {
  return FilePath.safeParse(folder === "" ? name : `${folder}/${name}`).data ?? null;
}

/**
 * A name beside others that is not taken: `a.ts`, else `a copy.ts`, `a copy 2.ts`. Null when none
 * fits into a file system's 255 bytes.
 */
export function freePath(
  folder: string,
  name: string,
  isTaken: (path: string) => boolean,
): FilePath | null {
  const { stem, ending } = splitName(name);
  for (let copy = 0; copy < 1_000; copy++) {
    const addition = copy === 0 ? "" : copy === 1 ? " copy" : ` copy ${copy}`;
    const path = pathIn(folder, `${stem}${addition}${ending}`);
    if (path === null || !isTaken(path)) return path;
  }
  return null;
}

/** Where a copy of an entry goes that stays beside it. */
export function duplicatePath(path: FilePath, isTaken: (path: string) => boolean): FilePath | null {
  return freePath(parentPath(path), fileName(path), isTaken);
}

/** `vite.config.ts` → `vite` and `.config.ts`, as a person would number it; `.env` has no ending. */
function splitName(name: string): { stem: string; ending: string } {
  const dot = name.indexOf(".", 1);
  if (dot === -1) return { stem: name, ending: "" };
  const copied = / copy( \d+)?$/;
  return { stem: name.slice(0, dot).replace(copied, ""), ending: name.slice(dot) };
}
