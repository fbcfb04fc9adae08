import { ScrollText } from "lucide-react";
import { type ReactElement, useMemo } from "react";
import { type OutputLine, useOutput } from "../../../client/facts.ts";
import { formatClock } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { classNames } from "../../../ui/classNames.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { VirtualList } from "../../../ui/VirtualList.tsx";

const words = text.worker;
const ROW_HEIGHT = 20;
const NONE: readonly OutputLine[] = [];

const LEVELS: Readonly<Record<OutputLine["level"], string>> = {
  info: "text-fg-2",
  warn: "text-warn",
  error: "text-err",
};

/** What the worker answered and wrote to its console, as it happens. */
export function WorkerLog(): ReactElement {
  const output = useOutput(({ value }) => value ?? NONE);
  const lines = useMemo(
    () => output.filter(({ source }) => source === "worker").map((line, at) => ({ line, at })),
    [output],
  );
  if (lines.length === 0) {
    return <EmptyState icon={ScrollText} title={words.logEmpty.title} body={words.logEmpty.body} />;
  }
  return (
    <VirtualList
      items={lines}
      keyOf={({ line, at }) => `${line.at}:${at}`}
      rowHeight={ROW_HEIGHT}
      label={words.log}
      role="log"
      followEnd
      row={({ line }) => (
        <div className="flex gap-3 px-3 font-mono text-xs leading-5">
          <span className="shrink-0 text-fg-3 tabular-nums">{formatClock(line.at)}</span>
          <span
            className={classNames(
              "min-w-0 flex-1 break-words whitespace-pre-wrap",
              LEVELS[line.level],
            )}
          >
            {line.message}
          </span>
        </div>
      )}
    />
  );
}
