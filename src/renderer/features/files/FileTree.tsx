import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactElement, useEffect, useId, useMemo, useRef } from "react";
import { useAppFiles } from "../../client/appFiles.ts";
import { openFile, useEditorIntents } from "../../client/editorIntents.ts";
import { usePreviewState } from "../../client/facts.ts";
import type { FileIndex } from "../../client/fileIndex.ts";
import { text } from "../../messages/text.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { removeEntry } from "./fileActs.ts";
import { type Listings, useIgnoredFolders, withIgnored } from "./ignoredFolders.ts";
import { NoteRowView } from "./NoteRowView.tsx";
import { actOfKey, type TreeAct } from "./treeKeys.ts";
import { treeMenu } from "./treeMenu.ts";
import { type EntryRow, foldersHolding, type TreeRow, treeRows } from "./treeRows.ts";
import { EntryRowView, InputRowView, type RowMarks } from "./TreeRowView.tsx";
import { select, startEdit, toggleFolder, useTree } from "./treeStore.ts";

const ROW_HEIGHT = 24;

/** The app's files as a tree of which only the rows in sight are rendered. */
export function FileTree({ index }: { readonly index: FileIndex }): ReactElement {
  const { expanded, selected, edit } = useTree();
  const active = useEditorIntents((state) => state.active);
  const listings = useListings();
  const whole = useMemo(() => withIgnored(index, listings), [index, listings]);
  const rows = useMemo(
    () => treeRows(whole, expanded, edit, listings),
    [whole, expanded, edit, listings],
  );
  const marksOf = useMarks();
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
  const shown = rows.findIndex((row) =>
    edit?.type === "create" ? row.type === "input" : isEntry(row, selected),
  );
  useEffect(() => {
    if (shown >= 0) virtual.scrollToIndex(shown, { align: "auto" });
  }, [shown, virtual]);
  return (
    <ContextMenu items={treeMenu(selected)}>
      <div
        ref={scroller}
        role="tree"
        aria-label={text.files.tree}
        aria-activedescendant={selected === null ? undefined : `${id}${selected}`}
        tabIndex={0}
        onKeyDown={(event) => press(event, rows, selected)}
        onContextMenu={(event) => {
          if (event.target === scroller.current) select(null);
        }}
        className="group/tree min-h-0 flex-1 overflow-auto py-1 outline-none"
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index: at, key, start }) => {
            const row = rows[at];
            if (row === undefined) return null;
            return (
              <div
                key={key}
                id={row.type === "entry" ? `${id}${row.path}` : undefined}
                {...(row.type === "entry" ? treeItem(row, row.path === selected) : {})}
                className="absolute top-0 left-0 w-full"
                style={{ transform: `translateY(${start}px)` }}
              >
                {row.type === "input" && <InputRowView row={row} />}
                {row.type === "note" && <NoteRowView row={row} />}
                {row.type === "entry" && (
                  <EntryRowView
                    row={row}
                    marks={marksOf(row)}
                    selected={row.path === selected}
                    active={row.path === active}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </ContextMenu>
  );
}

function keyOf(row: TreeRow | undefined, at: number): string | number {
  if (row === undefined) return at;
  if (row.type === "note") return `note ${row.folder}`;
  return row.type === "input" ? "input" : row.path;
}

function isEntry(row: TreeRow, path: string | null): boolean {
  return row.type === "entry" && row.path === path;
}

function treeItem(row: EntryRow, selected: boolean) {
  const { path, kind } = row;
  return {
    role: "treeitem",
    "aria-level": row.depth + 1,
    "aria-selected": selected,
    ...(kind === "folder" ? { "aria-expanded": row.expanded } : {}),
    onClick: () => {
      select(path);
      if (row.renaming) return;
      if (kind === "folder") toggleFolder(path);
      else openFile(path, { focus: false });
    },
    onDoubleClick: () => {
      if (kind !== "folder" && !row.renaming) openFile(path, { pinned: true });
    },
    onContextMenu: () => select(path),
  };
}

function press(event: KeyboardEvent, rows: readonly TreeRow[], selected: string | null): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = actOfKey(event.key, rows, selected);
  if (act === null) return;
  event.preventDefault();
  perform(act);
}

function perform(act: TreeAct): void {
  const { path } = act.row;
  switch (act.type) {
    case "select":
      return select(path);
    case "expand":
      return toggleFolder(path, true);
    case "collapse":
      return toggleFolder(path, false);
    case "open":
      return openFile(path, { focus: act.focus });
    case "rename":
      return startEdit({ type: "rename", path });
    case "remove":
      return void removeEntry(path);
  }
}

function useListings(): Listings {
  const appId = useAppFiles((state) => state.appId);
  return useIgnoredFolders((ignored) => (ignored.appId === appId ? ignored.listings : NO_LISTINGS));
}

const NO_LISTINGS: Listings = new Map();

function useMarks(): (row: EntryRow) => RowMarks {
  const dirty = useEditorIntents((state) => state.dirty);
  const broken = usePreviewState(({ value }) => value?.problem?.file ?? null);
  return useMemo(() => {
    const problems = new Set(broken === null ? [] : [broken]);
    const dirtyFolders = foldersHolding(dirty);
    const problemFolders = foldersHolding(problems);
    return (row) => ({
      dirty: dirty.has(row.path) || (!row.expanded && dirtyFolders.has(row.path)),
      problem: problems.has(row.path) || problemFolders.has(row.path),
    });
  }, [broken, dirty]);
}
