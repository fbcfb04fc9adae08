import { z } from "zod";

const MAX_PATH_BYTES = 4096;
const MAX_NAME_BYTES = 255;

/**
 * A file's path inside its app: relative, `/` between names, no `.` or `..`, no empty name, no
 * NUL. Names may hold anything else a file system allows (spaces, `#`, `%`, emoji, newlines).
 * Being well-formed says nothing about links: the workspace resolves those.
 */
export const FilePath = z
  .string()
  .min(1)
  .refine(isWellFormed, "not a path inside an app")
  .brand<"FilePath">();
export type FilePath = z.infer<typeof FilePath>;

function isWellFormed(path: string): boolean {
  const bytes = new TextEncoder();
  if (bytes.encode(path).length > MAX_PATH_BYTES) return false;
  return path.split("/").every((name) => {
    if (name === "" || name === "." || name === "..") return false;
    if (name.includes("\0") || name.includes("\\")) return false;
    return bytes.encode(name).length <= MAX_NAME_BYTES;
  });
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folder a path is in; the empty string for the app's root. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** Is `path` the folder itself, or inside it? The empty string is the app's root. */
export function isWithin(folder: string, path: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
