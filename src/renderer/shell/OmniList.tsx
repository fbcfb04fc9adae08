import { memo, type ReactElement, useEffect, useRef } from "react";
import { text } from "../messages/text.ts";
import { Kbd } from "../ui/Kbd.tsx";
import { useDelayed } from "../ui/useDelayed.ts";
import { Marked } from "./Marked.tsx";
import type { OmniResult, OmniRow } from "./omniRow.ts";
import { useOmni } from "./omniState.ts";

interface OmniListProps {
  readonly id: string;
  readonly result: OmniResult;
  readonly chosen: number;
  readonly onTake: (row: OmniRow) => void;
}

/** What was found, or why nothing was. */
export function OmniList({ id, result, chosen, onTake }: OmniListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen, result]);
  const rows = result.kind === "failed" ? [] : result.rows;
  return (
    <>
      <div
        ref={list}
        id={`${id}list`}
        role="listbox"
        aria-label={text.shell.omni.found}
        className={rows.length === 0 ? "" : "max-h-90 min-h-0 overflow-y-auto p-1.5 scroll-py-1.5"}
      >
        {rows.map((row, at) => (
          <Row
            key={row.key}
            id={`${id}${at}`}
            at={at}
            row={row}
            isChosen={at === chosen}
            onTake={onTake}
          />
        ))}
      </div>
      {rows.length === 0 && <Nothing result={result} />}
    </>
  );
}

/** On the chosen row's ground the quietest grey is too light to read. */
const QUIET = "text-fg-3 group-aria-selected:text-fg-2";

interface RowProps {
  readonly id: string;
  readonly at: number;
  readonly row: OmniRow;
  readonly isChosen: boolean;
  readonly onTake: (row: OmniRow) => void;
}

const Row = memo(function Row({ id, at, row, isChosen, onTake }: RowProps): ReactElement {
  const { icon: Icon } = row;
  return (
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      // A list that appears below a resting pointer must not take the choice.
      onPointerMove={() => useOmni.setState({ chosen: at })}
      onClick={() => onTake(row)}
      className="group flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1 text-sm text-fg select-none aria-selected:bg-active"
    >
      {Icon !== null && (
        <Icon aria-hidden="true" className="size-4 shrink-0 text-fg-3" strokeWidth={1.5} />
      )}
      <span className={row.detail === "" ? "min-w-0 flex-1 truncate" : "truncate"}>
        <Marked value={row.title} at={row.titleAt} />
      </span>
      {row.detail !== "" && (
        <span className={`min-w-0 flex-1 truncate text-xs ${QUIET}`}>
          <Marked value={row.detail} at={row.detailAt} />
        </span>
      )}
      {row.note !== "" && <span className={`shrink-0 text-xs ${QUIET}`}>{row.note}</span>}
      {row.keys !== null && <Kbd keys={row.keys} />}
    </div>
  );
});

const NOTE = "px-2 py-6 text-center text-sm";

function Nothing({ result }: { readonly result: OmniResult }): ReactElement | null {
  const late = useDelayed();
  if (result.kind === "failed") {
    const { message, next } = result.problem;
    return <p className={`${NOTE} text-err`}>{[message, next].filter(Boolean).join(" ")}</p>;
  }
  if (result.kind === "ready") return <p className={`${NOTE} text-fg-2`}>{result.empty}</p>;
  return late ? (
    <p className={`${NOTE} text-fg-2`}>{text.ui.loading}…</p>
  ) : (
    <div className="h-16" />
  );
}
