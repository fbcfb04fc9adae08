import type { KeyboardEvent, ReactElement } from "react";
import { formatBytes, formatDuration } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { nameOf, type NetworkRow, typeOf } from "./networkRow.ts";
import { useNetwork } from "./networkStore.ts";

const words = text.network;
const ROW_HEIGHT = 24;

const WIDE =
  "grid grid-cols-[minmax(8rem,1fr)_4rem_4.5rem_5rem_5rem_5rem_minmax(4rem,9rem)] items-center gap-x-2 px-3";
const NARROW = "grid grid-cols-[minmax(6rem,1fr)_4.5rem] items-center gap-x-2 px-3";

interface RequestTableProps {
  readonly rows: readonly NetworkRow[];
  readonly chosen: string | null;
  /** The details stand beside it: only name and status have room. */
  readonly isNarrow: boolean;
}

/** One line per request. Arrow keys move between them, as a list of choices does. */
export function RequestTable({ rows, chosen, isNarrow }: RequestTableProps): ReactElement {
  const span = spanOf(rows);
  const columns = isNarrow ? NARROW : WIDE;
  const step = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const at = rows.findIndex(({ key }) => key === chosen);
    const next = rows[at + by];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    useNetwork.setState({ chosen: next.key });
  };
  return (
    <div className="flex h-full min-h-0 flex-col" onKeyDown={step}>
      <Head columns={columns} isNarrow={isNarrow} />
      <div className="min-h-0 flex-1">
        <VirtualList
          items={rows}
          keyOf={({ key }) => key}
          rowHeight={ROW_HEIGHT}
          label={words.label}
          followEnd
          row={(row) => (
            <Row
              row={row}
              columns={columns}
              isNarrow={isNarrow}
              isChosen={row.key === chosen}
              span={span}
            />
          )}
        />
      </div>
    </div>
  );
}

function Head({ columns, isNarrow }: { readonly columns: string; readonly isNarrow: boolean }) {
  const { name, method, status, type, size, time } = words.columns;
  return (
    <div
      aria-hidden="true"
      className={classNames(
        columns,
        "h-6 shrink-0 border-b border-line bg-raised text-xs text-fg-3",
      )}
    >
      <span>{name}</span>
      {!isNarrow && <span>{method}</span>}
      <span>{status}</span>
      {!isNarrow && (
        <>
          <span>{type}</span>
          <span className="text-right">{size}</span>
          <span className="text-right">{time}</span>
          <span />
        </>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: NetworkRow;
  readonly columns: string;
  readonly isNarrow: boolean;
  readonly isChosen: boolean;
  readonly span: Span;
}

function Row({ row, columns, isNarrow, isChosen, span }: RowProps): ReactElement {
  const failed = row.state === "failed" || (row.status ?? 0) >= 400;
  return (
    <button
      type="button"
      aria-current={isChosen || undefined}
      title={row.url}
      onClick={() => useNetwork.setState({ chosen: isChosen ? null : row.key })}
      className={classNames(
        columns,
        "h-6 w-full border-b border-line text-left text-xs tabular-nums",
        isChosen ? "bg-active" : "hover:bg-hover",
        failed ? "text-err" : "text-fg-2",
      )}
    >
      <span className={classNames("truncate", !failed && "text-fg")}>{nameOf(row)}</span>
      {!isNarrow && <span>{row.method}</span>}
      <span className="truncate">{statusOf(row)}</span>
      {!isNarrow && (
        <>
          <span className="truncate">{typeOf(row)}</span>
          <span className="text-right">{row.size === null ? "–" : formatBytes(row.size)}</span>
          <span className="text-right">{row.ms === null ? "–" : formatDuration(row.ms)}</span>
          <Bar row={row} span={span} />
        </>
      )}
    </button>
  );
}

export function statusOf({ status, state }: NetworkRow): string {
  if (state === "failed" && status === null) return words.failed;
  if (state === "pending") return words.pending;
  if (state === "open") return words.open;
  if (state === "closed") return words.closed;
  return status === null ? "–" : String(status);
}

interface Span {
  readonly from: number;
  readonly ms: number;
}

function spanOf(rows: readonly NetworkRow[]): Span {
  let from = Infinity;
  let to = 0;
  for (const { startedAt, ms } of rows) {
    from = Math.min(from, startedAt);
    to = Math.max(to, startedAt + (ms ?? 0));
  }
  return { from, ms: Math.max(1, to - from) };
}

/** When it happened within all that is listed. */
function Bar({ row, span }: { readonly row: NetworkRow; readonly span: Span }): ReactElement {
  const left = ((row.startedAt - span.from) / span.ms) * 100;
  const width = Math.max(1.5, ((row.ms ?? 0) / span.ms) * 100);
  return (
    <span aria-hidden="true" className="relative block h-2 overflow-hidden rounded-sm bg-raised">
      <span
        className="absolute inset-y-0 rounded-sm bg-accent"
        style={{ left: `${Math.min(left, 98)}%`, width: `${width}%` }}
      />
    </span>
  );
}
