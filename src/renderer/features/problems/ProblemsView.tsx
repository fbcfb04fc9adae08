import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactElement } from "react";
import { FilePath } from "../../../common/apps/filePath.ts";
import type { PreviewProblem } from "../../../common/contracts/preview.ts";
import { openFile } from "../../client/editorIntents.ts";
import { usePreviewState } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";

const words = text.problems;

/** What keeps the newest version of the app from being shown, with a way to its place. */
export function ProblemsView(): ReactElement {
  const problem = usePreviewState(({ value }) => value?.problem ?? null);
  if (problem === null) {
    return <EmptyState icon={CircleCheck} title={words.empty.title} body={words.empty.body} />;
  }
  return (
    <ul aria-label={words.title} className="h-full overflow-auto py-1">
      <ProblemRow problem={problem} />
    </ul>
  );
}

export function ProblemsBadge(): ReactElement | null {
  const has = usePreviewState(({ value }) => (value?.problem ?? null) !== null);
  return has ? <Badge tone="err">1</Badge> : null;
}

function ProblemRow({ problem }: { readonly problem: PreviewProblem }): ReactElement {
  const path = FilePath.safeParse(problem.file).data;
  return (
    <li>
      <button
        type="button"
        disabled={path === undefined}
        onClick={() => {
          if (path === undefined) return;
          openFile(path, { line: problem.line, column: problem.column, pinned: true });
        }}
        className="flex w-full items-start gap-2 px-3 py-1.5 text-left text-xs enabled:hover:bg-hover"
      >
        <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-err" />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="break-words text-fg">{problem.title}</span>
          <span className="break-words whitespace-pre-line text-fg-2">{problem.cause}</span>
        </span>
        {path !== undefined && (
          <span className="shrink-0 font-mono text-fg-3">{placeOf(problem)}</span>
        )}
      </button>
    </li>
  );
}

function placeOf({ file, line, column }: PreviewProblem): string {
  return [file, line, column].filter((part) => part !== null).join(":");
}
