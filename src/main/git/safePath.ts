import { FilePath } from "../../common/apps/filePath.ts";
import { problem } from "../../common/contracts/problem.ts";

/**
 * The path of a repository's file, checked before anything is written there: a tree may come from
 * anybody, and one that holds `.git/hooks/post-checkout` or `../.bashrc` is an attack.
 *
 * @throws `outside-app`.
 */
export function safePath(path: string): FilePath {
  const parsed = FilePath.safeParse(path);
  if (parsed.success && !path.split("/").some(isGitName)) return parsed.data;
  throw problem("outside-app", "This version holds a file that would leave the app's folder.", {
    next: "Do not trust where it comes from. Nothing was changed.",
    details: JSON.stringify(path),
  });
}

/**
 * What some file system takes for `.git`: other case, trailing dots and spaces, invisible
 * characters, a stream (`.git::$DATA`), and Windows' short name.
 */
export function isGitName(name: string): boolean {
  const plain = name
    .normalize("NFC")
    .replaceAll(/[\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "")
    .replace(/:.*$/, "")
    .replace(/[. ]+$/, "")
    .toLowerCase();
  return plain === ".git" || /^git~\d+$/.test(plain);
}
