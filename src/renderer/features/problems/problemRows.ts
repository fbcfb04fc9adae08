import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Diagnostic } from "../../../common/contracts/language.ts";
import type { PreviewProblem } from "../../../common/contracts/preview.ts";
import type { FileDiagnostics } from "../../client/diagnostics.ts";

/** A line of the Problems panel: what keeps the preview back, a file, or one of its problems. */
export type ProblemRow =
  | { readonly type: "preview"; readonly problem: PreviewProblem }
  | {
      readonly type: "file";
      readonly path: FilePath;
      readonly open: boolean;
      readonly count: number;
    }
  | {
      readonly type: "problem";
      readonly key: string;
      readonly path: FilePath;
      /** Who says it: the name of the source. */
      readonly source: string;
      readonly item: Diagnostic;
    };

export interface ProblemFilter {
  readonly words: string;
  readonly scope: "all" | "errors" | "current";
  /** The file in front. */
  readonly current: FilePath | null;
  readonly closed: ReadonlySet<FilePath>;
}

interface Told {
  readonly source: string;
  readonly item: Diagnostic;
}

export type Sources = ReadonlyMap<string, FileDiagnostics>;

export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
}

/** Errors first, files by name; hints are for the editor only. */
export function problemRows(sources: Sources, filter: ProblemFilter): readonly ProblemRow[] {
  const rows: ProblemRow[] = [];
  for (const [path, told] of toldByFile(sources, filter)) {
    const open = !filter.closed.has(path);
    rows.push({ type: "file", path, open, count: told.length });
    if (!open) continue;
    for (const [at, { source, item }] of told.entries()) {
      rows.push({ type: "problem", key: `${path}:${source}:${at}`, path, source, item });
    }
  }
  return rows;
}

export function countProblems(sources: Sources): ProblemCounts {
  let errors = 0;
  let warnings = 0;
  for (const item of everything(sources)) {
    if (item.severity === "error") errors++;
    if (item.severity === "warning") warnings++;
  }
  return { errors, warnings };
}

/** What each file's mark in the tree counts. */
export function countByFile(sources: Sources): ReadonlyMap<FilePath, ProblemCounts> {
  const counts = new Map<FilePath, ProblemCounts>();
  for (const files of sources.values()) {
    for (const [path, items] of files) {
      const own = countProblems(new Map([["", new Map([[path, items]])]]));
      const known = counts.get(path) ?? { errors: 0, warnings: 0 };
      const errors = known.errors + own.errors;
      const warnings = known.warnings + own.warnings;
      if (errors + warnings > 0) counts.set(path, { errors, warnings });
    }
  }
  return counts;
}

function* everything(sources: Sources): Generator<Diagnostic> {
  for (const files of sources.values()) for (const items of files.values()) yield* items;
}

function toldByFile(sources: Sources, filter: ProblemFilter): readonly [FilePath, Told[]][] {
  const byFile = new Map<FilePath, Told[]>();
  const words = filter.words.trim().toLowerCase();
  for (const [source, files] of sources) {
    for (const [path, items] of files) {
      if (filter.scope === "current" && path !== filter.current) continue;
      const told = items
        .filter((item) => isListed(item, filter.scope) && matches(path, item, words))
        .map((item) => ({ source, item }));
      if (told.length > 0) byFile.set(path, [...(byFile.get(path) ?? []), ...told]);
    }
  }
  for (const told of byFile.values()) told.sort((a, b) => order(a.item, b.item));
  return [...byFile].toSorted(byErrorThenName);
}

const RANK = { error: 0, warning: 1, info: 2, hint: 3 } as const;

function isListed({ severity }: Diagnostic, scope: ProblemFilter["scope"]): boolean {
  return scope === "errors" ? severity === "error" : severity !== "hint";
}

function matches(path: string, item: Diagnostic, words: string): boolean {
  if (words === "") return true;
  return `${path} ${item.message} ${item.source} ${item.code}`.toLowerCase().includes(words);
}

function order(a: Diagnostic, b: Diagnostic): number {
  const line = a.range.start.line - b.range.start.line;
  return RANK[a.severity] - RANK[b.severity] || line;
}

function worst(told: readonly Told[]): number {
  return Math.min(...told.map(({ item }) => RANK[item.severity]));
}

function byErrorThenName([a, toldA]: [FilePath, Told[]], [b, toldB]: [FilePath, Told[]]): number {
  return worst(toldA) - worst(toldB) || (a < b ? -1 : 1);
}
