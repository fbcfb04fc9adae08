import { TriangleAlert } from "lucide-react";
import type { ReactElement } from "react";
import type { PreviewProblem } from "../../../common/contracts/preview.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/classNames.ts";
import { useCopy } from "../../ui/useCopy.ts";
import { act, openPlace, useActs } from "./previewActs.ts";
import { actionLabel, placeOf } from "./problemWords.ts";

/** Why the preview cannot show the newest version: cause, place, and the one button that helps. */
export function ProblemCard({ problem }: { readonly problem: PreviewProblem }): ReactElement {
  const place = placeOf(problem);
  const { copied, copy } = useCopy();
  const failed = useActs((state) => state.failed);
  const report = [problem.title, problem.cause, place, problem.frame].filter(Boolean).join("\n");
  return (
    <section role="alert" className="flex w-full max-w-140 flex-col items-start gap-3">
      <div className="flex items-start gap-2.5">
        <TriangleAlert
          aria-hidden="true"
          className="mt-0.5 size-4.5 shrink-0 text-err"
          strokeWidth={1.75}
        />
        <div className="flex min-w-0 flex-col gap-1">
          <h3 className="text-md font-semibold text-fg">{problem.title}</h3>
          <p className="text-sm break-words whitespace-pre-line text-fg-2">{problem.cause}</p>
        </div>
      </div>
      {place !== null && (
        <button
          type="button"
          onClick={() => openPlace(problem)}
          className="max-w-full truncate rounded-sm font-mono text-xs text-accent underline-offset-2 hover:underline"
        >
          {place}
        </button>
      )}
      {problem.frame !== null && problem.frame !== "" && <CodeFrame frame={problem.frame} />}
      <div className="flex flex-wrap gap-2">
        <ProblemButton problem={problem} />
        {problem.code === "config-not-trusted" && (
          <Button tone="quiet" onClick={() => void act("use-default-config", problem)}>
            {text.preview.actions["use-default-config"]}
          </Button>
        )}
        <Button tone="quiet" onClick={() => void copy(report)}>
          {copied ? text.ui.copied : text.ui.copyDetails}
        </Button>
      </div>
      {failed !== null && (
        <p className="text-xs text-err">
          {[failed.message, failed.next].filter((part) => part !== undefined).join(" ")}
        </p>
      )}
    </section>
  );
}

/** A few lines of code; the one at fault is marked by `>` in front. */
function CodeFrame({ frame }: { readonly frame: string }): ReactElement {
  return (
    <pre
      tabIndex={0}
      className="max-h-72 w-full overflow-auto rounded-md border border-line bg-raised py-2 text-xs leading-5 text-fg-2"
    >
      <code className="block w-max min-w-full">
        {frame.split("\n").map((line, at) => (
          <span
            key={at}
            className={classNames(
              "block px-3",
              line.trimStart().startsWith(">") && "bg-err-soft text-fg",
            )}
          >
            {line === "" ? " " : line}
          </span>
        ))}
      </code>
    </pre>
  );
}

interface ProblemButtonProps {
  readonly problem: PreviewProblem;
  readonly size?: "sm" | "md";
}

export function ProblemButton({ problem, size = "md" }: ProblemButtonProps): ReactElement | null {
  const busy = useActs((state) => state.busy);
  const { action } = problem;
  if (action === null) return null;
  return (
    <Button
      size={size}
      tone={size === "md" ? "primary" : "secondary"}
      busy={busy === action}
      onClick={() => void act(action, problem)}
    >
      {actionLabel(action, problem)}
    </Button>
  );
}
