import path from "node:path";

/**
 * Whether a link, as it stands at a path of the folder, could lead out of it. A `..` behind a name
 * counts: the name may be a link itself, and its parent another folder than it seems.
 */
export function leavesFolder(at: string, to: string): boolean {
  if (to === "" || path.isAbsolute(to) || /^[A-Za-z]:|[\\\0]/.test(to)) return true;
  const names = to.split("/").filter((name) => name !== "" && name !== ".");
  const firstName = names.findIndex((name) => name !== "..");
  if (firstName !== -1 && names.slice(firstName).includes("..")) return true;
  const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(at), to));
  return resolved === ".." || resolved.startsWith("../");
}
