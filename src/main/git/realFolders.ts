import { mkdirSync } from "node:fs";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import { lstatOrNull } from "./fileContent.ts";

/** Makes folders of the app, each looked at once; a link in place of one stops everything. */
export class RealFolders {
  readonly #root: string;
  readonly #known = new Set<string>(["."]);

  constructor(root: string) {
    this.#root = root;
  }

  make(folder: string): void {
    if (this.#known.has(folder)) return;
    this.make(path.posix.dirname(folder));
    const absolute = path.join(this.#root, folder);
    const stats = lstatOrNull(absolute);
    if (stats === null) mkdirSync(absolute);
    else if (!stats.isDirectory()) throw inTheWay(folder);
    this.#known.add(folder);
  }
}

export function inTheWay(folder: string): Error {
  return problem("conflict", `${folder} is in the way of a folder.`, {
    next: "Move it elsewhere, then try again.",
  });
}
