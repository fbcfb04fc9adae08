import { existsSync } from "node:fs";
import path from "node:path";

/** The folder Studio is installed in: the nearest one above this file with a node_modules. */
export function studioDirectory(): string {
  let directory = import.meta.dirname;
  while (!existsSync(path.join(directory, "node_modules"))) {
    const parent = path.dirname(directory);
    if (parent === directory) return import.meta.dirname;
    directory = parent;
  }
  return directory;
}
