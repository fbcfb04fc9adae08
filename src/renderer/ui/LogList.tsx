import type { ReactElement } from "react";
import { formatClock } from "../messages/format.ts";
import { classNames } from "./classNames.ts";
import { VirtualList } from "./VirtualList.tsx";

export interface LogLine {
  readonly at: number;
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly source: string;
}

interface LogListProps {
  readonly lines: readonly LogLine[];
  readonly label: string;
  /** Who wrote each line; left out where all are by one. */
  readonly showsSource?: boolean;
}

const ROW_HEIGHT = 20;

const LEVELS: Readonly<Record<LogLine["level"], string>> = {
  info: "text-fg-2",
  warn: "text-warn",
  error: "text-err",
};

/** Lines with their times, the newest in sight unless the person scrolled up. */
export function LogList({ lines, label, showsSource = false }: LogListProps): ReactElement {
  return (
    <VirtualList
      items={lines.map((line, at) => ({ line, at }))}
      keyOf={({ line, at }) => `${line.at}:${at}`}
      rowHeight={ROW_HEIGHT}
      label={label}
      role="log"
      followEnd
      row={({ line }) => (
        <div className="flex gap-3 px-3 font-mono text-xs leading-5">
          <span className="shrink-0 text-fg-3 tabular-nums">{formatClock(line.at)}</span>
          {showsSource && <span className="w-16 shrink-0 truncate text-fg-3">{line.source}</span>}
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
