import { globRules, NEVER_SEARCHED, PACKAGES } from "../../../common/apps/searchGlobs.ts";
import { readPattern } from "../../../common/apps/searchPattern.ts";
import type { SearchQuery } from "../../../common/contracts/search.ts";

/** The editor opens nothing larger, so that a match could not be shown. */
const MAX_FILE_SIZE = "10M";

/** Groups beyond are not told; no replacement of a person's names so many. */
const MAX_GROUPS = 99;

const ALWAYS = [
  "--json",
  "--no-config",
  "--hidden",
  // The app's own .gitignore files count, as in the tree; those of its surroundings do not.
  "--no-require-git",
  "--no-ignore-parent",
  "--no-ignore-global",
  "--no-ignore-exclude",
  "--no-ignore-dot",
  "--crlf",
  "--path-separator=/",
  `--max-filesize=${MAX_FILE_SIZE}`,
];

interface RipgrepRun {
  readonly query: SearchQuery;
  /** The rules of {@link includeRules}; null when everything is searched. */
  readonly includeFile: string | null;
  /** Stands between the groups of a match; must not be in any searched text. */
  readonly separator: string;
}

export function ripgrepArguments({ query, includeFile, separator }: RipgrepRun): string[] {
  const excluded = [...NEVER_SEARCHED, ...(query.respectIgnores ? [PACKAGES] : [])];
  return [
    ...ALWAYS,
    ...(query.respectIgnores ? [] : ["--no-ignore-vcs"]),
    query.matchCase ? "--case-sensitive" : "--ignore-case",
    ...(query.wholeWord ? ["--word-regexp"] : []),
    ...patternArguments(query, separator),
    ...(includeFile === null ? [] : [`--ignore-file=${includeFile}`]),
    ...[...query.exclude, ...excluded].flatMap(globRules).map((glob) => `--glob=!${glob}`),
    "./",
  ];
}

/**
 * Rules in the form of .gitignore that leave out what no glob includes. They rank below the app's
 * own .gitignore, where ripgrep's `--glob` would bring back what that leaves out.
 */
export function includeRules(include: readonly string[]): string {
  const kept = include.flatMap(globRules).map((glob) => `!${glob}`);
  return ["*", "!*/", ...kept, ""].join("\n");
}

function patternArguments(query: SearchQuery, separator: string): readonly string[] {
  if (!query.isRegex) return ["--fixed-strings", `--regexp=${query.pattern}`];
  const { groups, spansLines, anyLineEnding } = readPattern(query.pattern);
  const told = groups.slice(0, MAX_GROUPS).map((_, index) => `\${${index + 1}}`);
  const asksGroups = query.captures && told.length > 0;
  return [
    // Falls back to PCRE2 for what the fast engine lacks: look-around and back references.
    "--engine=auto",
    ...(spansLines ? ["--multiline"] : []),
    ...(asksGroups ? [`--replace=${told.join(separator)}`] : []),
    `--regexp=${anyLineEnding}`,
  ];
}
