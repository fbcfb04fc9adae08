import { readFile, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { PreviewProblem } from "../../common/contracts/preview.ts";
import { keyOfFile } from "./urlKey.ts";
import { badPackageJson, noIndexHtml, packagesMissing } from "./problems.ts";

const Dependencies = z.record(z.string(), z.unknown()).optional();
const PackageJson = z.looseObject({ dependencies: Dependencies, devDependencies: Dependencies });

/** What keeps a folder from being compiled at all; null when nothing does. */
export async function projectProblem(root: string): Promise<PreviewProblem | null> {
  const manifest = await readPackageJson(root);
  if ("problem" in manifest) return manifest.problem;
  const names = Object.keys(manifest.dependencies);
  if (names.length > 0 && !(await exists(path.join(root, "node_modules")))) {
    return packagesMissing(names);
  }
  return (await exists(path.join(root, "index.html"))) ? null : noIndexHtml();
}

/** Keys of the pages and public files an app is made of, from which all else is found. */
export async function rootKeys(root: string, publicDir: string): Promise<string[]> {
  const pages = (await readdir(root)).filter((name) => name.endsWith(".html"));
  const publicFiles = publicDir === "" ? [] : await filesBelow(publicDir);
  return [...pages, ...publicFiles].map(keyOfFile);
}

async function readPackageJson(
  root: string,
): Promise<{ dependencies: Record<string, unknown> } | { problem: PreviewProblem }> {
  let text: string;
  try {
    text = await readFile(path.join(root, "package.json"), "utf8");
  } catch {
    return { dependencies: {} };
  }
  try {
    const { dependencies = {} } = PackageJson.parse(JSON.parse(text));
    return { dependencies };
  } catch (error) {
    const cause = error instanceof SyntaxError ? error.message : "It is not a package manifest.";
    return { problem: badPackageJson(cause) };
  }
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .map((relative) => relative.replaceAll(path.sep, "/"));
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}
