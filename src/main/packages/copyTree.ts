import {
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";

/** Written last: npm trusts it only when no package is newer. */
const HIDDEN_LOCKFILE = ".package-lock.json";

/**
 * Copies a node_modules folder; the copy shares blocks with the original where the disk can
 * (copy on write), never names (hard links): an app that edits its packages must not edit those
 * of another. Synchronous, because 6,000 small files take several times longer otherwise.
 */
export function copyNodeModules(from: string, to: string): void {
  mkdirSync(to);
  const names = readdirSync(from, { withFileTypes: true });
  const last = names.filter((item) => item.name === HIDDEN_LOCKFILE);
  for (const item of [...names.filter((each) => !last.includes(each)), ...last]) {
    copyEntry(item, path.join(from, item.name), path.join(to, item.name));
  }
}

interface Entry {
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function copyEntry(item: Entry, source: string, target: string): void {
  if (item.isDirectory()) {
    mkdirSync(target);
    for (const inner of readdirSync(source, { withFileTypes: true })) {
      copyEntry(inner, path.join(source, inner.name), path.join(target, inner.name));
    }
  } else if (item.isSymbolicLink()) {
    symlinkSync(readlinkSync(source), target);
  } else {
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}
