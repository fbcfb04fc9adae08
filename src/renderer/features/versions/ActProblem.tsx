import type { ReactElement } from "react";
import { problemWords } from "../../client/versions.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { showProblem, useVersionsView } from "./versionsView.ts";

/** Why the last change did not work, with what a hook or git itself said. */
export function ActProblem(): ReactElement | null {
  const problem = useVersionsView((view) => view.problem);
  if (problem === null) return null;
  return (
    <div
      role="alert"
      className="flex max-h-60 shrink-0 flex-col gap-1.5 overflow-auto border-t border-line bg-err-soft px-3 py-2 text-xs text-fg"
    >
      <div className="flex items-start gap-2">
        <span className="min-w-0 flex-1 wrap-break-word">{problemWords(problem)}</span>
        <Button size="sm" tone="quiet" onClick={() => showProblem(null)}>
          {text.versions.remote.dismiss}
        </Button>
      </div>
      {problem.details !== undefined && (
        <details>
          <summary className="text-fg-2">{text.versions.details}</summary>
          <pre className="mt-1 text-xs whitespace-pre-wrap text-fg-2">{problem.details}</pre>
        </details>
      )}
    </div>
  );
}
