import { ScrollText } from "lucide-react";
import type { ReactElement } from "react";
import { type OutputLine, useOutput } from "../../client/facts.ts";
import { formatClock } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";

const words = text.problems;
const ROW_HEIGHT = 20;
const NONE: readonly OutputLine[] = [];

const LEVELS: Readonly<Record<OutputLine["level"], string>> = {
  info: "text-fg-2",
  warn: "text-warn",
  error: "text-err",
};

/** What the compiler, the package installer and the edge write. */
export function OutputView(): ReactElement {
  const lines = useOutput(({ value }) => value ?? NONE);
  if (lines.length === 0) {
    return (
      <EmptyState icon={ScrollText} title={words.outputEmpty.title} body={words.outputEmpty.body} />
    );
  }
  return (
    <VirtualList
      items={lines.map((line, at) => ({ line, at }))}
      keyOf={({ line, at }) => `${line.at}:${at}`}
      rowHeight={ROW_HEIGHT}
      label={words.outputLabel}
      role="log"
      followEnd
      row={({ line }) => <OutputRow line={line} />}
    />
  );
}

function OutputRow({ line }: { readonly line: OutputLine }): ReactElement {
  return (
    <div className="flex gap-3 px-3 font-mono text-xs leading-5">
      <span className="shrink-0 text-fg-3 tabular-nums">{formatClock(line.at)}</span>
      <span className="w-16 shrink-0 truncate text-fg-3">{line.source}</span>
      <span
        className={classNames("min-w-0 flex-1 break-words whitespace-pre-wrap", LEVELS[line.level])}
      >
        {line.message}
      </span>
    </div>
  );
}
