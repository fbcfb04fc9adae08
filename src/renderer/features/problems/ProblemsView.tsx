import { CircleCheck, SearchX } from "lucide-react";
import { type ReactElement, useMemo } from "react";
import { useDiagnostics } from "../../client/diagnostics.ts";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { useLanguageStatus } from "../../client/languageWindow.ts";
import { usePreviewState } from "../../client/facts.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { ProblemRowView } from "./ProblemRowView.tsx";
import { type ProblemRow, problemRows } from "./problemRows.ts";
import { useProblemsPanel } from "./problemsStore.ts";
import { useProblemCounts } from "./useProblemCounts.ts";

const words = text.language.problems;
const ROW_HEIGHT = 26;

/** What is wrong with the app: what keeps it from compiling, then what tools say of its files. */
export function ProblemsView(): ReactElement {
  const problem = usePreviewState(({ value }) => value?.problem ?? null);
  const sources = useDiagnostics((state) => state.sources);
  const current = useEditorIntents((state) => state.active);
  const { words: typed, scope, closed } = useProblemsPanel();
  const listed = useMemo(
    () => problemRows(sources, { words: typed, scope, current, closed }),
    [sources, typed, scope, current, closed],
  );
  const { errors, warnings } = useProblemCounts();
  if (problem === null && errors + warnings === 0) {
    return (
      <div className="flex h-full min-h-0 flex-col">
        <div className="min-h-0 flex-1">
          <EmptyState icon={CircleCheck} title={words.none.title} body={words.none.body} />
        </div>
        <CheckLine />
      </div>
    );
  }
  const rows: readonly ProblemRow[] =
    problem === null ? listed : [{ type: "preview", problem }, ...listed];
  return (
    <div className="flex h-full min-h-0 flex-col">
      <FilterBar />
      <div className="min-h-0 flex-1">
        {rows.length === 0 ? (
          <EmptyState icon={SearchX} title={words.noMatch.title} body={words.noMatch.body} />
        ) : (
          <VirtualList
            items={rows}
            keyOf={keyOf}
            rowHeight={ROW_HEIGHT}
            label={words.label}
            row={(row) => <ProblemRowView row={row} />}
          />
        )}
      </div>
    </div>
  );
}

function keyOf(row: ProblemRow): string {
  if (row.type === "problem") return row.key;
  return row.type === "file" ? row.path : "preview";
}

function FilterBar(): ReactElement {
  const { words: typed, scope } = useProblemsPanel();
  const { errors, warnings } = useProblemCounts();
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line px-3">
      <input
        type="search"
        aria-label={words.filter}
        placeholder={words.filter}
        value={typed}
        onChange={({ target }) => useProblemsPanel.setState({ words: target.value })}
        className="h-6 w-56 min-w-24 rounded-md border border-line-strong bg-raised px-2 text-xs text-fg"
      />
      <Segmented
        label={words.filter}
        value={scope}
        onChange={(chosen) => useProblemsPanel.setState({ scope: chosen })}
        segments={[
          { id: "all", label: words.all },
          { id: "errors", label: words.onlyErrors },
          { id: "current", label: words.current },
        ]}
      />
      <span className="shrink-0 text-xs text-fg-2 tabular-nums">
        {words.count(errors, warnings)}
      </span>
      <span className="flex-1" />
      <CheckLine />
    </div>
  );
}

/** Whether the list is of the whole project, and of its newest state. */
function CheckLine(): ReactElement {
  const project = useDiagnostics((state) => state.project);
  const isUnstarted = useLanguageStatus(({ value }) => value?.servers.typescript.state === "idle");
  const said = {
    // Between two checks there is nothing to tell.
    idle: () => (isUnstarted ? words.notChecked : ""),
    checking: () =>
      project.state === "checking"
        ? words.checking(formatNumber(project.done), formatNumber(project.total))
        : "",
    checked: () => (project.state === "checked" ? words.checked(formatNumber(project.files)) : ""),
  }[project.state]();
  const more = project.state === "checked" && project.truncated ? ` ${words.truncated}` : "";
  return (
    <p role="status" className="truncate px-1 py-1 text-center text-xs text-fg-3 tabular-nums">
      {said + more}
    </p>
  );
}

export function ProblemsBadge(): ReactElement | null {
  const problem = usePreviewState(({ value }) => value?.problem ?? null);
  const { errors, warnings } = useProblemCounts();
  const count = errors + warnings + (problem === null ? 0 : 1);
  if (count === 0) return null;
  const isError = errors > 0 || problem !== null;
  return <Badge tone={isError ? "err" : "warn"}>{formatNumber(count)}</Badge>;
}
