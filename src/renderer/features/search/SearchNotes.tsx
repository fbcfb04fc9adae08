import { Search, SearchX } from "lucide-react";
import type { ReactElement } from "react";
import { fileName } from "../../../common/apps/filePath.ts";
import { MAX_MATCHES } from "../../../common/contracts/search.ts";
import { formatDuration, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { useDelayed } from "../../ui/useDelayed.ts";
import { countMatches, type ResultRow } from "./resultRows.ts";
import { filesInWords, matchesInWords } from "./searchActs.ts";
import { changeForm, searchNow } from "./searchRun.ts";
import { type SearchProgress, useSearch } from "./searchState.ts";

const words = text.search;

/** How far the search is, what it found, and what it could not look into. */
export function SearchNotes({
  rows,
}: {
  readonly rows: readonly ResultRow[];
}): ReactElement | null {
  const progress = useSearch((state) => state.progress);
  const hasPattern = useSearch((state) => state.form.pattern !== "");
  if (!hasPattern) {
    return <EmptyState icon={Search} title={words.idle.title} body={words.idle.body} />;
  }
  if (progress.status === "failed") return <Failure progress={progress} />;
  if (rows.length > 0) return <Summary rows={rows} progress={progress} />;
  if (progress.status === "searching") return <Searching />;
  return progress.status === "done" ? <NothingFound searched={progress.searched} /> : null;
}

function Failure({
  progress,
}: {
  progress: Extract<SearchProgress, { status: "failed" }>;
}): ReactElement {
  const { problem } = progress;
  if (problem.code === "invalid-input") {
    return (
      <p role="alert" className="px-3 py-2 text-xs break-words text-err">
        {[problem.message, problem.next].filter((part) => part !== undefined).join(" ")}
      </p>
    );
  }
  return (
    <ErrorState
      title={words.failed}
      cause={problem.message}
      next={problem.next}
      details={problem.details}
      action={<Button onClick={searchNow}>{words.retry}</Button>}
    />
  );
}

function Searching(): ReactElement | null {
  const late = useDelayed();
  if (!late) return null;
  return (
    <p role="status" className="px-3 py-2 text-xs text-fg-2">
      {words.searching}…
    </p>
  );
}

interface SummaryProps {
  readonly rows: readonly ResultRow[];
  readonly progress: SearchProgress;
}

function Summary({ rows, progress }: SummaryProps): ReactElement {
  const { matches, files } = countMatches(rows);
  const unsearched = useSearch((state) => state.unsearched);
  const done = progress.status === "done" ? progress : null;
  return (
    <div className="shrink-0 px-3 py-1.5 text-xs text-fg-2">
      <p role="status" className="flex gap-2">
        <span className="min-w-0 flex-1">
          {words.summary(matchesInWords(matches), filesInWords(files))}
          {progress.status === "searching" && ` · ${words.searching}…`}
        </span>
        {done !== null && <span className="text-fg-3">{formatDuration(done.elapsedMs)}</span>}
      </p>
      {done?.limitReached === true && (
        <p className="text-warn">{words.limit(formatNumber(MAX_MATCHES))}</p>
      )}
      {done !== null && done.unread.length > 0 && (
        <p className="text-warn" title={done.unread.join("\n")}>
          {words.unread(filesInWords(done.unread.length))}
        </p>
      )}
      {unsearched.length > 0 && (
        <p className="text-warn">
          {words.unsearched(unsearched.map((path) => fileName(path)).join(", "))}
        </p>
      )}
    </div>
  );
}

function NothingFound({ searched }: { readonly searched: number | null }): ReactElement {
  const { include, exclude, respectIgnores } = useSearch((state) => state.form);
  const unsearched = useSearch((state) => state.unsearched);
  const isScoped = include !== "" || exclude !== "";
  const sentences = [
    searched === null ? "" : words.none.searched(filesInWords(searched)),
    isScoped ? words.none.scoped : "",
    !isScoped && respectIgnores ? words.none.ignored : "",
    unsearched.length > 0
      ? words.unsearched(unsearched.map((path) => fileName(path)).join(", "))
      : "",
  ];
  const widen = (
    <Button onClick={() => changeForm({ include: "", exclude: "", respectIgnores: false })}>
      {words.none.widen}
    </Button>
  );
  return (
    <EmptyState
      icon={SearchX}
      title={words.none.title}
      body={sentences.filter((sentence) => sentence !== "").join(" ")}
      {...(isScoped || respectIgnores ? { action: widen } : {})}
    />
  );
}
