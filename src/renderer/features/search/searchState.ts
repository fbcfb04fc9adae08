import { z } from "zod";
import { create } from "zustand";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { splitGlobs } from "../../../common/apps/searchGlobs.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import type { SearchedFile, SearchQuery } from "../../../common/contracts/search.ts";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";

/** What the person asks for; remembered for each app. */
const SearchForm = z.object({
  pattern: z.string().max(10_000).default(""),
  isRegex: z.boolean().default(false),
  matchCase: z.boolean().default(false),
  wholeWord: z.boolean().default(false),
  include: z.string().max(10_000).default(""),
  exclude: z.string().max(10_000).default(""),
  respectIgnores: z.boolean().default(true),
  showsReplace: z.boolean().default(false),
  showsScope: z.boolean().default(false),
  template: z.string().max(10_000).default(""),
  preserveCase: z.boolean().default(false),
});
export type SearchForm = z.infer<typeof SearchForm>;

export type SearchProgress =
  | { readonly status: "idle" }
  | { readonly status: "searching"; readonly since: number }
  | { readonly status: "failed"; readonly problem: Problem }
  | {
      readonly status: "done";
      readonly searched: number | null;
      readonly limitReached: boolean;
      readonly unread: readonly string[];
      readonly elapsedMs: number;
    };

/** What came of the last replacement. */
export interface ReplaceReport {
  readonly matches: number;
  readonly files: number;
  /** Files that were left as they are, and why. */
  readonly refused: readonly { readonly path: FilePath; readonly message: string }[];
  /** Takes the whole of it back; null when there is nothing to take back. */
  readonly undo: (() => Promise<void>) | null;
  readonly undone: boolean;
}

interface SearchState {
  readonly form: SearchForm;
  readonly progress: SearchProgress;
  readonly files: ReadonlyMap<FilePath, SearchedFile>;
  /** Files with unsaved changes that could not be searched. */
  readonly unsearched: readonly FilePath[];
  readonly folded: ReadonlySet<string>;
  readonly dismissed: ReadonlySet<string>;
  /** Key of the row that the keyboard acts on. */
  readonly selected: string | null;
  readonly report: ReplaceReport | null;
  readonly replacing: boolean;
}

const NO_RESULTS = {
  progress: { status: "idle" },
  files: new Map(),
  unsearched: [],
  folded: new Set(),
  dismissed: new Set(),
  selected: null,
  report: null,
  replacing: false,
} as const satisfies Partial<SearchState>;

export const useSearch = create<SearchState>()(() => ({
  ...NO_RESULTS,
  form: SearchForm.parse({}),
}));

/** The search that the form asks for; null while it asks for nothing. */
export function queryOf(form: SearchForm): SearchQuery | null {
  if (form.pattern === "") return null;
  const { pattern, isRegex, matchCase, wholeWord, respectIgnores, showsReplace } = form;
  return {
    pattern,
    isRegex,
    matchCase,
    wholeWord,
    respectIgnores,
    include: splitGlobs(form.include),
    exclude: splitGlobs(form.exclude),
    captures: isRegex && showsReplace,
  };
}

export function toggleFold(key: string, folded?: boolean): void {
  useSearch.setState((state) => {
    const next = new Set(state.folded);
    if (folded ?? !next.has(key)) next.add(key);
    else next.delete(key);
    return { folded: next };
  });
}

export function foldAll(): void {
  useSearch.setState(({ files, folded }) => ({
    folded: folded.size >= files.size ? new Set() : new Set(files.keys()),
  }));
}

export function dismiss(key: string): void {
  useSearch.setState(({ dismissed }) => ({ dismissed: new Set([...dismissed, key]) }));
}

export function selectRow(selected: string | null): void {
  useSearch.setState({ selected });
}

export function forgetResults(): void {
  useSearch.setState(NO_RESULTS);
}

const SLICE = "search";

/** Takes each app's own search form, and remembers it, until the returned function is called. */
export function rememberForm(): () => void {
  const restore = (): void => {
    useSearch.setState({
      ...NO_RESULTS,
      form: readSlice(SLICE, SearchForm) ?? SearchForm.parse({}),
    });
  };
  const stops = [
    useAppLayout.subscribe((now, before) => {
      if (now.appId !== null && now.appId !== before.appId) restore();
    }),
    useSearch.subscribe((now, before) => {
      if (now.form !== before.form) writeSlice(SLICE, now.form);
    }),
  ];
  if (useAppLayout.getState().appId !== null) restore();
  return () => {
    for (const stop of stops) stop();
  };
}
