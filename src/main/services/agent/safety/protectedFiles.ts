import { z } from "zod";
import type { Risk } from "../../../../common/contracts/chat.ts";

/**
 * Files that run, or steer a program, by merely being there: agents and editors read them when
 * the folder is opened, git and package managers obey them, Studio's compiler executes them. An
 * agent that follows a hostile text would write here to gain more than the app's code.
 */
const PROTECTED_FOLDERS: ReadonlySet<string> = new Set([
  ".git",
  ".overskill",
  "node_modules",
  ".vscode",
  ".vscode-insiders",
  ".idea",
  ".fleet",
  ".zed",
  ".cursor",
  ".windsurf",
  ".claude",
  ".codex",
  ".gemini",
  ".roo",
  ".cline",
  ".continue",
  ".devcontainer",
  ".husky",
  ".githooks",
  ".github",
  ".gitlab",
  ".circleci",
  ".yarn",
]);

const PROTECTED_NAMES: ReadonlySet<string> = new Set([
  "agents.md",
  "agents.override.md",
  "claude.md",
  "claude.local.md",
  "gemini.md",
  ".cursorrules",
  ".windsurfrules",
  ".clinerules",
  ".roomodes",
  ".mcp.json",
  "mcp.json",
  "opencode.json",
  ".envrc",
  ".npmrc",
  ".yarnrc",
  ".yarnrc.yml",
  ".pnpmfile.cjs",
  "pnpm-workspace.yaml",
  "bunfig.toml",
  ".gitmodules",
  ".gitattributes",
  ".gitconfig",
  ".lintstagedrc",
  ".pre-commit-config.yaml",
  ".gitlab-ci.yml",
  "makefile",
  "dockerfile",
  "procfile",
]);

const PROTECTED_PATTERNS: readonly RegExp[] = [
  /^\.?lefthook(?:-local)?\./,
  /\.code-workspace$/,
  /^wrangler\.(?:toml|jsonc?)$/,
  // Programs that Vite, Tailwind, linters and test runners load: they run on this machine.
  /^(?:vite|vitest|vitest\.workspace|rollup|rolldown|tailwind|postcss|eslint|oxlint|prettier|stylelint|babel|playwright|svelte|astro|next|nuxt|uno|lint-staged|commitlint)\.config\.[cm]?[jt]s$/,
  /^\.(?:eslintrc|prettierrc|babelrc|stylelintrc|lintstagedrc|postcssrc)(?:\.[a-z]+)?$/,
  /^docker-compose(?:\..*)?\.ya?ml$/,
];

/** Keys of package.json that name programs or change what is installed. */
const PACKAGE_PROGRAMS = [
  "scripts",
  "bin",
  "type",
  "imports",
  "workspaces",
  "packageManager",
  "overrides",
  "resolutions",
  "pnpm",
  "gypfile",
  "husky",
  "lint-staged",
  "simple-git-hooks",
  "pre-commit",
  "prettier",
  "eslintConfig",
  "babel",
  "postcss",
  "config",
];
const PACKAGE_DEPENDENCIES = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
  "bundleDependencies",
  "bundledDependencies",
];
const LOCKFILES: ReadonlySet<string> = new Set([
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
]);

/** A file with the values of secrets; `.env.example` and the like hold none. */
export function isSecretFile(path: string): boolean {
  const name = plainName(path.slice(path.lastIndexOf("/") + 1));
  if (/^\.env\.(?:example|sample|template|defaults?)$/.test(name)) return false;
  return /^\.env(?:\.|$)/.test(name) || /^\.dev\.vars(?:\.|$)/.test(name);
}

/** Whether a file may be changed only after the person was asked, at every level. */
export function isProtectedFile(path: string): boolean {
  const names = path.split("/").map(plainName);
  const name = names.at(-1) ?? "";
  if (names.some((each) => PROTECTED_FOLDERS.has(each))) return true;
  if (PROTECTED_NAMES.has(name) || isSecretFile(path)) return true;
  return PROTECTED_PATTERNS.some((pattern) => pattern.test(name));
}

/** What a change of a text may do. @param after null when the file goes away. */
export function riskOfText(change: {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}): Extract<Risk, "write" | "packages" | "protected-file"> {
  if (isProtectedFile(change.path)) return "protected-file";
  const name = plainName(change.path.slice(change.path.lastIndexOf("/") + 1));
  if (LOCKFILES.has(name)) return "protected-file";
  return name === "package.json" ? riskOfPackageFile(change) : "write";
}

function riskOfPackageFile(change: {
  readonly before: string | null;
  readonly after: string | null;
}): "write" | "packages" | "protected-file" {
  const before = packageKeys(change.before ?? "{}");
  const after = packageKeys(change.after ?? "{}");
  if (before === null || after === null) return "protected-file";
  const differs = (key: string): boolean =>
    JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  if (PACKAGE_PROGRAMS.some(differs)) return "protected-file";
  return PACKAGE_DEPENDENCIES.some(differs) ? "packages" : "write";
}

function packageKeys(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Nobody knows what a package manager makes of it.
    return null;
  }
}

/** The spelling that a careless file system takes a name for: `.GIT`, `.git.`, `.git::$DATA`. */
function plainName(name: string): string {
  const plain = name
    .normalize("NFKC")
    .replaceAll(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "")
    .replace(/:.*$/s, "")
    .replace(/[. ]+$/, "")
    .toLowerCase();
  return plain === "git~1" ? ".git" : plain;
}
