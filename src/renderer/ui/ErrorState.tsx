import { ClipboardCopy, TriangleAlert } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { text } from "../messages/text.ts";
import { Button } from "./Button.tsx";
import { useCopy } from "./useCopy.ts";

interface ErrorStateProps {
  /** What happened. */
  readonly title: string;
  /** Why, in a sentence or two. */
  readonly cause: string;
  /** What to do next, when the button does not say it. */
  readonly next?: string | undefined;
  /** One button that mends or retries. */
  readonly action?: ReactNode;
  /** Shown monospaced, and copied. */
  readonly details?: string | null | undefined;
}

export function ErrorState({ title, cause, next, action, details }: ErrorStateProps): ReactElement {
  const { copied, copy } = useCopy();
  const report = [title, cause, next, details]
    .filter((line) => typeof line === "string")
    .join("\n");
  return (
    <div role="alert" className="flex h-full min-h-0 flex-col items-center overflow-auto p-6">
      <div className="my-auto flex w-full max-w-130 flex-col items-start gap-3">
        <TriangleAlert aria-hidden="true" className="size-5 text-err" strokeWidth={1.75} />
        <div className="flex flex-col gap-1">
          <h3 className="text-md font-semibold text-fg">{title}</h3>
          <p className="text-sm whitespace-pre-line text-fg-2">{cause}</p>
          {next !== undefined && <p className="text-sm text-fg-2">{next}</p>}
        </div>
        {typeof details === "string" && details !== "" && (
          <pre
            tabIndex={0}
            className="max-h-60 w-full overflow-auto rounded-md border border-line bg-raised p-3 text-xs text-fg-2"
          >
            {details}
          </pre>
        )}
        <div className="flex flex-wrap gap-2">
          {action}
          <Button tone="quiet" icon={ClipboardCopy} onClick={() => void copy(report)}>
            {copied ? text.ui.copied : text.ui.copyDetails}
          </Button>
        </div>
      </div>
    </div>
  );
}
