import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BranchName } from "../../common/contracts/versions.ts";
import { configValue } from "./gitConfigFile.ts";
import { personalConfig } from "./repository.ts";

/** What no app should commit: made by tools, of one machine, or secret. */
const NEVER_COMMITTED = ["node_modules", "dist", ".overskill", ".env", ".env.*", "!.env.example"];

/**
 * Begins a repository without a commit, the way `git init` does but without the person's template
 * folder, whose hooks were not asked for.
 */
export function initRepository(root: string): void {
  initEmpty(root);
  completeIgnoreFile(root);
}

/** Without a .gitignore, for a folder that gets its files from elsewhere. */
export function initEmpty(root: string): void {
  const gitDir = path.join(root, ".git");
  for (const folder of ["objects/info", "objects/pack", "refs/heads", "refs/tags", "info"]) {
    mkdirSync(path.join(gitDir, folder), { recursive: true });
  }
  const wanted = BranchName.safeParse(configValue(personalConfig(), "init.defaultbranch"));
  writeFileSync(path.join(gitDir, "config"), CONFIG, { flag: "wx" });
  writeFileSync(path.join(gitDir, "info/exclude"), ".overskill\n");
  // Last: with HEAD the folder is a repository.
  const head = `ref: refs/heads/${wanted.success ? wanted.data : "main"}\n`;
  writeFileSync(path.join(gitDir, "HEAD"), head, { flag: "wx" });
}

const FILE_MODE = process.platform !== "win32";

const CONFIG = `[core]
\trepositoryformatversion = 0
\tfilemode = ${FILE_MODE}
\tbare = false
\tlogallrefupdates = true
`;

/** Adds what is missing to the app's .gitignore, so that the first commit holds no packages. */
function completeIgnoreFile(root: string): void {
  const file = path.join(root, ".gitignore");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const there = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, "")));
  const missing = NEVER_COMMITTED.filter((line) => !there.has(line));
  if (missing.length === 0) return;
  const start = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  writeFileSync(file, `${start}${missing.join("\n")}\n`);
}
