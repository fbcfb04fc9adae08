/** Git's metadata and Studio's own state are no part of an app's text. */
export const NEVER_SEARCHED: readonly string[] = [".git", ".overskill"];
/** Installed packages: left out unless ignored files are asked for too. */
export const PACKAGES = "node_modules";

/**
 * What a person wrote into a field of globs (`src, *.{ts,tsx}`) as single ones: commas between
 * braces belong to a glob.
 */
export function splitGlobs(written: string): readonly string[] {
  const globs: string[] = [];
  let depth = 0;
  let current = "";
  for (const sign of written) {
    if (sign === "{") depth++;
    if (sign === "}") depth--;
    if (sign === "," && depth <= 0) {
      globs.push(current);
      current = "";
    } else current += sign;
  }
  return [...globs, current].map((glob) => glob.trim()).filter((glob) => glob !== "");
}

/** A glob as rules of .gitignore: one that names a folder stands for what is in it, too. */
export function globRules(glob: string): readonly string[] {
  const anchored = glob.replace(/^\.\//, "/").replace(/\/+$/, "");
  return anchored.endsWith("*") ? [anchored] : [anchored, `${anchored}/**`];
}
