import { ChevronDown, ChevronRight } from "lucide-react";
import type { ReactElement } from "react";
import { classNames } from "../../../ui/classNames.ts";
import type { LayerAct, LayerRow } from "./layerRows.ts";

interface LayerRowViewProps {
  readonly id: string;
  readonly row: LayerRow;
  /** Pixels from the top of the tree. */
  readonly top: number;
  readonly selected: boolean;
  readonly focused: boolean;
  readonly onAct: (act: LayerAct) => void;
  readonly onHover: () => void;
}

const INDENT = 12;

export function LayerRowView(props: LayerRowViewProps): ReactElement {
  const { id, row, top, selected, focused, onAct, onHover } = props;
  const { node, depth, expanded } = row;
  const Chevron = expanded ? ChevronDown : ChevronRight;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={selected}
      aria-expanded={node.children > 0 ? expanded : undefined}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 6 + depth * INDENT }}
      onClick={() => onAct({ type: "select", id: node.id })}
      onDoubleClick={() => onAct({ type: "open", id: node.id })}
      onMouseEnter={onHover}
      className={classNames(
        "absolute top-0 left-0 flex h-6 w-full items-center gap-1 pr-2 text-xs whitespace-nowrap",
        selected ? "bg-accent-soft text-fg" : "text-fg-2 hover:bg-hover",
        focused &&
          "group-focus-visible/tree:outline-1 group-focus-visible/tree:-outline-offset-1 group-focus-visible/tree:outline-accent",
      )}
    >
      <span
        aria-hidden="true"
        className="grid size-4 shrink-0 place-items-center"
        onClick={(event) => {
          event.stopPropagation();
          onAct({ type: expanded ? "collapse" : "expand", id: node.id });
        }}
      >
        {node.children > 0 && <Chevron className="size-3.5 text-fg-3" strokeWidth={1.75} />}
      </span>
      {node.component !== null && <span className="font-medium text-accent">{node.component}</span>}
      <span className={classNames("font-mono", node.component === null ? "text-fg" : "text-fg-3")}>
        {node.tag}
      </span>
      <span className="min-w-0 truncate text-fg-3">{node.hint}</span>
    </div>
  );
}
