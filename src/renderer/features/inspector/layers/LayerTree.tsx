import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactElement, useEffect, useId, useMemo, useRef } from "react";
import type { ElementId } from "../../../../common/apps/pageElement.ts";
import { openSource } from "../../../client/openSource.ts";
import type { PageBridge } from "../../../client/pageBridge.ts";
import { outlineElement, selectElements, useSelection } from "../../../client/selection.ts";
import { text } from "../../../messages/text.ts";
import { actOfKey, type LayerAct, type LayerRow, layerRows } from "./layerRows.ts";
import { LayerRowView } from "./LayerRowView.tsx";
import { collapse, expand, reveal, useLayers } from "./layersStore.ts";

const ROW_HEIGHT = 24;

export function LayerTree({ page }: { readonly page: PageBridge }): ReactElement {
  const children = useLayers((layers) => layers.children);
  const expanded = useLayers((layers) => layers.expanded);
  const focus = useLayers((layers) => layers.focus);
  const selected = useSelectedIds(page);
  const rows = useMemo(() => layerRows({ children, expanded }), [children, expanded]);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  // The library measures through refs; nothing memoised reads its functions here.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (at) => rows[at]?.node.id ?? at,
    overscan: 16,
  });
  useRevealSelected(page, selected);
  useEffect(() => {
    const at = rows.findIndex(({ node }) => node.id === focus);
    if (at !== -1) virtual.scrollToIndex(at, { align: "auto" });
    // Only a new focus scrolls: the page may change while somebody scrolls.
  }, [focus]); // oxlint-disable-line react-hooks/exhaustive-deps
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={text.inspect.layers.tree}
      aria-activedescendant={focus === null ? undefined : `${id}${focus}`}
      tabIndex={0}
      onKeyDown={(event) => {
        const act = actOfKey(event.key, rows, focus);
        if (act === null) return;
        event.preventDefault();
        perform(act, page, rows);
      }}
      onMouseLeave={() => outlineElement(page, null)}
      className="group/tree min-h-0 flex-1 overflow-auto py-1 outline-none"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <LayerRowView
              key={key}
              id={`${id}${row.node.id}`}
              row={row}
              top={start}
              selected={selected.includes(row.node.id)}
              focused={row.node.id === focus}
              onAct={(act) => perform(act, page, rows)}
              onHover={() => outlineElement(page, row.node.id)}
            />
          );
        })}
      </div>
    </div>
  );
}

const NOTHING: readonly ElementId[] = [];

function useSelectedIds(page: PageBridge): readonly ElementId[] {
  const refs = useSelection((selection) => (selection.page === page ? selection.selected : null));
  return useMemo(() => refs?.map((ref) => ref.id) ?? NOTHING, [refs]);
}

/** What was clicked in the page is opened to in the tree. */
function useRevealSelected(page: PageBridge, selected: readonly ElementId[]): void {
  const last = selected.at(-1);
  useEffect(() => {
    if (last !== undefined) void reveal(page, last);
  }, [page, last]);
}

function perform(act: LayerAct, page: PageBridge, rows: readonly LayerRow[]): void {
  useLayers.setState({ focus: act.id });
  switch (act.type) {
    case "select":
      return selectElements(page, [act.id]);
    case "expand":
      return void expand(act.id);
    case "collapse":
      return collapse(act.id);
    case "open": {
      const source = rows.find(({ node }) => node.id === act.id)?.node.source ?? null;
      if (source !== null) openSource(source, { focus: true });
      return undefined;
    }
  }
}
