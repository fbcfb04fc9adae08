import ignore from "ignore";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { globRules } from "../../../common/apps/searchGlobs.ts";
import type { SearchedFile, SearchEvent, SearchQuery } from "../../../common/contracts/search.ts";
import { fileChanges, useAppFiles } from "../../client/appFiles.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { openTexts, onTextEdit } from "../../client/openTexts.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { forgetResults, queryOf, type SearchForm, useSearch } from "./searchState.ts";
import { searchTexts } from "./searchTexts.ts";

const TYPING_PAUSE_MS = 80;
const CHANGE_PAUSE_MS = 400;
/** How often results that stream in are shown. */
const SHOW_EVERY_MS = 100;

let running: { stop(): void } | undefined;
let scheduled: ReturnType<typeof setTimeout> | undefined;

/** Changes what is asked for; the search that runs ends at once, the next one begins shortly. */
export function changeForm(change: Partial<SearchForm>): void {
  const before = useSearch.getState().form;
  const form = { ...before, ...change };
  useSearch.setState({ form });
  if (JSON.stringify(queryOf(form)) === JSON.stringify(queryOf(before))) return;
  stopSearch();
  if (queryOf(form) === null) forgetResults();
  else schedule(TYPING_PAUSE_MS, false);
}

/** Searches now, from the beginning. */
export function searchNow(): void {
  stopSearch();
  run(false);
}

/** Ends the search; what it found so far stays. */
export function cancelSearch(): void {
  stopSearch();
  if (useSearch.getState().progress.status !== "searching") return;
  useSearch.setState({ progress: { status: "idle" } });
}

/** Keeps results in step with the disk and with what is typed, until the returned function is called. */
export function followSearch(): () => void {
  const stops = [
    fileChanges.on(() => searchAgain(CHANGE_PAUSE_MS)),
    onTextEdit(() => searchAgain(CHANGE_PAUSE_MS)),
    useCurrentApp.subscribe((now, before) => {
      if (now.appId === before.appId) return;
      stopSearch();
      forgetResults();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    stopSearch();
  };
}

let isWatched = false;
let isStale = false;

/** Results are kept in step only while somebody looks at them, until the function is called. */
export function watchResults(): () => void {
  isWatched = true;
  if (isStale) searchAgain(0);
  return () => {
    isWatched = false;
  };
}

/** Searches again without taking what is shown away meanwhile. */
function searchAgain(afterMs: number): void {
  const { progress } = useSearch.getState();
  if (progress.status !== "done") return;
  isStale = !isWatched;
  if (isWatched) schedule(afterMs, true);
}

function schedule(afterMs: number, isRefresh: boolean): void {
  clearTimeout(scheduled);
  scheduled = setTimeout(() => {
    stopSearch();
    run(isRefresh);
  }, afterMs);
}

function stopSearch(): void {
  clearTimeout(scheduled);
  running?.stop();
  running = undefined;
}

function run(isRefresh: boolean): void {
  const { appId } = useCurrentApp.getState();
  const query = queryOf(useSearch.getState().form);
  if (appId === null || query === null) return;
  const results = new Results(query, isRefresh);
  const subscription = studio.search.find.subscribe(
    { appId, query },
    { onData: (event) => results.take(event), onError: (error) => results.fail(error) },
  );
  running = {
    stop: () => {
      results.end();
      subscription.unsubscribe();
    },
  };
}

/** The results of one search as they come in. */
class Results {
  readonly #query: SearchQuery;
  readonly #isRefresh: boolean;
  readonly #disk = new Map<FilePath, SearchedFile>();
  /** What the editor holds of files with unsaved changes; the disk's results do not count there. */
  #unsaved: ReadonlyMap<FilePath, SearchedFile | null> = new Map();
  #unsearched: readonly FilePath[] = [];
  readonly #searchingUnsaved: Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(query: SearchQuery, isRefresh: boolean) {
    this.#query = query;
    this.#isRefresh = isRefresh;
    if (!isRefresh) {
      useSearch.setState({ progress: { status: "searching", since: Date.now() }, report: null });
    }
    this.#searchingUnsaved = this.#searchUnsaved();
  }

  take(event: SearchEvent): void {
    if (this.#ended) return;
    if (event.type === "found") {
      for (const file of event.files) this.#disk.set(file.path, file);
      if (!this.#isRefresh) this.#timer ??= setTimeout(() => this.#show(), this.#nextShow());
      return;
    }
    void this.#searchingUnsaved.then(() => {
      if (this.#ended) return;
      this.#show();
      const { searched, limitReached, unread, elapsedMs } = event;
      useSearch.setState({
        progress: { status: "done", searched, limitReached, unread, elapsedMs },
      });
      this.end();
    });
  }

  fail(error: unknown): void {
    if (this.#ended) return;
    this.end();
    const problem = toProblem(error);
    useSearch.setState({ progress: { status: "failed", problem }, files: new Map() });
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  #hasShown = false;

  #nextShow(): number {
    return this.#hasShown ? SHOW_EVERY_MS : 0;
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const files = new Map(this.#disk);
    for (const [path, file] of this.#unsaved) {
      if (file === null) files.delete(path);
      else files.set(path, file);
    }
    // The first results of another search take the place of what the one before left behind.
    const isFirst = !this.#hasShown && !this.#isRefresh;
    this.#hasShown = true;
    useSearch.setState({
      files,
      unsearched: this.#unsearched,
      ...(isFirst ? { dismissed: new Set(), folded: new Set(), selected: null } : {}),
    });
  }

  async #searchUnsaved(): Promise<void> {
    const texts = (openTexts()?.all() ?? [])
      .filter(({ path, dirty }) => dirty && isInScope(path, this.#query))
      .map((open) => ({ path: open.path, text: open.text() }));
    const found = await searchTexts(texts, this.#query);
    if (found === null) {
      this.#unsearched = texts.map(({ path }) => path);
      return;
    }
    this.#unsaved = new Map(
      found.flatMap(({ path, matches }) => {
        if (matches === null) return [];
        return [[path, matches.length === 0 ? null : { path, matches, hasLongLine: false }]];
      }),
    );
    this.#unsearched = found.flatMap(({ path, matches }) => (matches === null ? path : []));
  }
}

/** Whether ripgrep would look into a file, were it on disk as it is. */
function isInScope(path: FilePath, { include, exclude, respectIgnores }: SearchQuery): boolean {
  const entry = useAppFiles.getState().index?.entries.get(path);
  if (respectIgnores && entry?.ignored === true) return false;
  const matches = (globs: readonly string[]): boolean =>
    ignore({ ignorecase: false }).add(globs.flatMap(globRules)).ignores(path);
  return (include.length === 0 || matches(include)) && !matches(exclude);
}
