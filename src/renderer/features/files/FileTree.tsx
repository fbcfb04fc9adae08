import { type ReactElement, useEffect, useId, useMemo, useRef } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useAppFiles } from "../../client/appFiles.ts";
import type { FileIndex } from "../../client/fileIndex.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { keyOfPress } from "../../ui/keys.ts";
import { FilterBar } from "./FilterBar.tsx";
import { type Listings, treeEntry, useIgnoredFolders, withIgnored } from "./ignoredFolders.ts";
import { NoteRowView } from "./NoteRowView.tsx";
import { rowHandlers } from "./rowHandlers.ts";
import { performAct } from "./treeActs.ts";
import { copyRows, pasteRows } from "./treeClipboard.ts";
import { dragLeave, dragOver, drop, useTreeDrag } from "./treeDrag.ts";
import { actOfKey } from "./treeKeys.ts";
import { treeMenu } from "./treeMenu.ts";
import { filtered, type TreeRow, treeRows } from "./treeRows.ts";
import { keepExisting } from "./treeSelection.ts";
import { EntryRowView, InputRowView } from "./TreeRowView.tsx";
import { foundWanted, select, setSelection, useTree } from "./treeStore.ts";
import { useRowMarks } from "./useRowMarks.ts";
import { useRowState } from "./useRowState.ts";

const ROW_HEIGHT = 24;

/** The app's files as a tree of which only the rows in sight are rendered. */
export function FileTree({ index }: { readonly index: FileIndex }): ReactElement {
  const { selection, filter, clipboard } = useTree();
  const { rows, matches } = useRows(index);
  const marksOf = useRowMarks();
  const stateOf = useRowState();
  const target = useTreeDrag((drag) => drag.target);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  // The library measures through refs; nothing memoised reads its functions here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (at) => keyOf(rows[at], at),
    overscan: 16,
  });
  useScrollToWanted(rows, (at) => virtual.scrollToIndex(at, { align: "auto" }));
  useDropGone(index);
  return (
    <>
      {filter !== null && (
        <FilterBar filter={filter} matches={matches} onLeave={() => scroller.current?.focus()} />
      )}
      <ContextMenu items={treeMenu(selection, clipboard)}>
        <div
          ref={scroller}
          role="tree"
          aria-label={text.files.tree}
          aria-multiselectable
          aria-activedescendant={selection.focus === null ? undefined : `${id}${selection.focus}`}
          tabIndex={0}
          onKeyDown={(event) => {
            if (event.target !== scroller.current) return;
            const key = keyOfPress(event);
            const act =
              key === undefined ? null : actOfKey({ key, typed: event.key }, rows, selection.focus);
            if (act === null) return;
            event.preventDefault();
            performAct(act, rows);
          }}
          onCopy={(event) => copyRows(event, "copy")}
          onCut={(event) => copyRows(event, "cut")}
          onPaste={pasteRows}
          onClick={({ target: at }) => {
            if (at === scroller.current) select(null);
          }}
          onContextMenu={({ target: at }) => {
            if (at === scroller.current) select(null);
          }}
          onDragOver={(event) => dragOver(event, null)}
          onDragLeave={({ target: at }) => {
            if (at === scroller.current) dragLeave();
          }}
          onDrop={(event) => drop(event, null)}
          className={classNames(
            "group/tree min-h-0 flex-1 overflow-auto py-1 outline-none",
            target === "" && "bg-accent-soft",
          )}
        >
          <div className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index: at, key, start }) => {
              const row = rows[at];
              if (row === undefined) return null;
              return (
                <div
                  key={key}
                  id={row.type === "entry" ? `${id}${row.path}` : undefined}
                  {...rowHandlers(row, rows, selection)}
                  className="absolute top-0 left-0 w-full"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {row.type === "input" && <InputRowView row={row} />}
                  {row.type === "note" && <NoteRowView row={row} />}
                  {row.type === "entry" && (
                    <EntryRowView
                      row={row}
                      marks={marksOf(row)}
                      state={stateOf(row.path)}
                      filter={filter ?? ""}
                    />
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </ContextMenu>
    </>
  );
}

interface Rows {
  readonly rows: readonly TreeRow[];
  /** Files that the filter leaves. */
  readonly matches: number;
}

function useRows(index: FileIndex): Rows {
  const { expanded, edit, filter } = useTree();
  const listings = useListings();
  const whole = useMemo(() => withIgnored(index, listings), [index, listings]);
  return useMemo(() => {
    const shown = filter === null || filter === "" ? null : filtered(whole, filter);
    const rows = treeRows({ index: whole, expanded, edit, listings, shown });
    const matches = rows.filter((row) => row.type === "entry" && row.kind !== "folder").length;
    return { rows, matches };
  }, [whole, expanded, edit, listings, filter]);
}

function useListings(): Listings {
  const appId = useAppFiles((state) => state.appId);
  return useIgnoredFolders((ignored) => (ignored.appId === appId ? ignored.listings : NO_LISTINGS));
}

const NO_LISTINGS: Listings = new Map();

/** Brings the row that was asked for, or is being named, into sight once it is there. */
function useScrollToWanted(rows: readonly TreeRow[], scrollTo: (at: number) => void): void {
  const wanted = useTree((state) => state.wanted);
  const creating = useTree((state) => state.edit?.type === "create");
  const scroll = useRef(scrollTo);
  useEffect(() => {
    scroll.current = scrollTo;
  });
  useEffect(() => {
    if (wanted === null) return;
    const at = rows.findIndex((row) => row.type === "entry" && row.path === wanted);
    if (at === -1) return;
    scroll.current(at);
    foundWanted();
  }, [rows, wanted]);
  useEffect(() => {
    if (!creating) return;
    const at = rows.findIndex((row) => row.type === "input");
    if (at !== -1) scroll.current(at);
  }, [rows, creating]);
}

/** What other programs removed is not selected any more. */
function useDropGone(index: FileIndex): void {
  useEffect(() => {
    const { selection, wanted } = useTree.getState();
    // Just made or put back: its change is on its way.
    if (wanted !== null) return;
    const kept = keepExisting(selection, (path) => treeEntry(path) !== undefined);
    if (kept !== selection) setSelection(kept);
  }, [index]);
}

function keyOf(row: TreeRow | undefined, at: number): string | number {
  if (row === undefined) return at;
  if (row.type === "note") return `note ${row.folder}`;
  return row.type === "input" ? "input" : row.path;
}
