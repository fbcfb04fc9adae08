import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef } from "react";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { text } from "../../messages/text.ts";
import { replacementRule } from "./replacement.ts";
import { FileRowView, MatchRowView } from "./ResultRowView.tsx";
import { actOfKey } from "./resultKeys.ts";
import type { ResultRow } from "./resultRows.ts";
import { openMatch, replaceRow } from "./searchActs.ts";
import { dismiss, selectRow, toggleFold, useSearch } from "./searchState.ts";

const ROW_HEIGHT = 24;
let tree: HTMLElement | null = null;

/** Moves the keyboard into the results; false when there are none. */
export function focusResults(): boolean {
  if (tree === null) return false;
  tree.focus();
  return true;
}

/** Files and their matches, of which only what is in sight is rendered. */
export function ResultTree({ rows }: { readonly rows: readonly ResultRow[] }): ReactElement {
  const { selected, form } = useSearch();
  const dirty = useEditorIntents((state) => state.dirty);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  // The library measures through refs; nothing memoised reads its functions here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: 16,
  });
  const place = rows.findIndex((row) => row.key === selected);
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: "auto" });
  }, [place, virtual]);
  const rule = form.showsReplace ? replacementRule(form, form) : null;
  return (
    <div
      ref={(element) => {
        scroller.current = element;
        tree = element;
      }}
      role="tree"
      aria-label={text.search.results}
      aria-activedescendant={place < 0 ? undefined : `${id}${place}`}
      tabIndex={0}
      onFocus={() => {
        if (place < 0) selectRow(rows[0]?.key ?? null);
      }}
      onKeyDown={(event) => press(event, rows, place)}
      className="group/tree min-h-0 flex-1 overflow-auto py-1 outline-none"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={key}
              id={`${id}${index}`}
              role="treeitem"
              aria-level={row.kind === "file" ? 1 : 2}
              aria-selected={index === place}
              {...(row.kind === "file" ? { "aria-expanded": !row.folded } : {})}
              onClick={() => choose(row)}
              onDoubleClick={() => {
                if (row.kind === "match") openMatch(row, { focus: true, pinned: true });
              }}
              className="absolute top-0 left-0 w-full"
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.kind === "file" ? (
                <FileRowView
                  row={row}
                  selected={index === place}
                  dirty={dirty.has(row.path)}
                  replaces={rule !== null}
                />
              ) : (
                <MatchRowView row={row} selected={index === place} rule={rule} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function choose(row: ResultRow): void {
  selectRow(row.key);
  if (row.kind === "file") toggleFold(row.key);
  else openMatch(row, { focus: false, pinned: false });
}

function press(event: KeyboardEvent, rows: readonly ResultRow[], place: number): void {
  const act = actOfKey(event, rows, place);
  if (act === null) return;
  event.preventDefault();
  switch (act.type) {
    case "select":
      return selectRow(act.row.key);
    case "fold":
      return toggleFold(act.row.key, act.folded);
    case "open":
      return openMatch(act.row, { focus: act.focus, pinned: act.focus });
    case "dismiss":
      selectRow(act.next?.key ?? null);
      return dismiss(act.row.key);
    case "replace":
      if (!useSearch.getState().form.showsReplace) return;
      selectRow(act.next?.key ?? null);
      return void replaceRow(act.row);
  }
}
