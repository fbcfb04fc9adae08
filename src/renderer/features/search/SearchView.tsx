import { ChevronsDownUp, ListX, RefreshCw, Square } from "lucide-react";
import { type ReactElement, useEffect, useMemo } from "react";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ReplaceBar } from "./ReplaceBar.tsx";
import { ResultTree } from "./ResultTree.tsx";
import { resultRows } from "./resultRows.ts";
import { SearchForm } from "./SearchForm.tsx";
import { SearchNotes } from "./SearchNotes.tsx";
import { cancelSearch, changeForm, searchNow, watchResults } from "./searchRun.ts";
import { foldAll, useSearch } from "./searchState.ts";

const words = text.search;

/** Find and replace in all files of the app. */
export function SearchView(): ReactElement {
  useEffect(watchResults, []);
  const files = useSearch((state) => state.files);
  const folded = useSearch((state) => state.folded);
  const dismissed = useSearch((state) => state.dismissed);
  const rows = useMemo(() => resultRows({ files, folded, dismissed }), [files, folded, dismissed]);
  return (
    <section aria-label={words.title} className="flex h-full min-h-0 flex-col bg-panel">
      <Header hasResults={rows.length > 0} />
      <SearchForm hasResults={rows.length > 0} />
      <ReplaceBar />
      <SearchNotes rows={rows} />
      {rows.length > 0 && <ResultTree rows={rows} />}
    </section>
  );
}

function Header({ hasResults }: { readonly hasResults: boolean }): ReactElement {
  const hasPattern = useSearch((state) => state.form.pattern !== "");
  const searching = useSearch((state) => state.progress.status === "searching");
  return (
    <header className="flex h-8.5 shrink-0 items-center border-b border-line pr-1.5 pl-3">
      <h2 className="min-w-0 flex-1 truncate text-xs font-semibold text-fg">{words.title}</h2>
      {searching ? (
        <IconButton size="sm" icon={Square} label={words.cancel} onClick={cancelSearch} />
      ) : (
        <IconButton
          size="sm"
          icon={RefreshCw}
          label={words.again}
          disabled={!hasPattern}
          onClick={searchNow}
        />
      )}
      <IconButton
        size="sm"
        icon={ListX}
        label={words.clear}
        disabled={!hasPattern}
        onClick={() => changeForm({ pattern: "" })}
      />
      <IconButton
        size="sm"
        icon={ChevronsDownUp}
        label={words.foldAll}
        disabled={!hasResults}
        onClick={foldAll}
      />
    </header>
  );
}
