import type { ElementId, LayerNode } from "../../../../common/apps/pageElement.ts";

export interface LayerRow {
  readonly node: LayerNode;
  readonly depth: number;
  readonly expanded: boolean;
  readonly parent: ElementId | null;
}

export interface Tree {
  readonly children: ReadonlyMap<ElementId | null, readonly LayerNode[]>;
  readonly expanded: ReadonlySet<ElementId>;
}

/** The rows that are not hidden in a closed one, in the order of the page. */
export function layerRows({ children, expanded }: Tree): readonly LayerRow[] {
  const rows: LayerRow[] = [];
  const add = (parent: ElementId | null, depth: number): void => {
    for (const node of children.get(parent) ?? []) {
      const isOpen = expanded.has(node.id) && node.children > 0;
      rows.push({ node, depth, expanded: isOpen, parent });
      if (isOpen) add(node.id, depth + 1);
    }
  };
  add(null, 0);
  return rows;
}

/** What a key does in the tree. */
export type LayerAct =
  | { readonly type: "select"; readonly id: ElementId }
  | { readonly type: "expand"; readonly id: ElementId }
  | { readonly type: "collapse"; readonly id: ElementId }
  | { readonly type: "open"; readonly id: ElementId };

/** As in every tree: up and down move, right opens and goes in, left closes and goes out. */
export function actOfKey(
  key: string,
  rows: readonly LayerRow[],
  focus: ElementId | null,
): LayerAct | null {
  const at = rows.findIndex(({ node }) => node.id === focus);
  const row = rows[at];
  switch (key) {
    case "ArrowDown":
      return selected(rows[Math.min(at + 1, rows.length - 1)]);
    case "ArrowUp":
      return selected(rows[Math.max(at - 1, 0)]);
    case "Home":
      return selected(rows[0]);
    case "End":
      return selected(rows.at(-1));
    case "Enter":
      return row === undefined ? null : { type: "open", id: row.node.id };
    case "ArrowRight":
      if (row === undefined || row.node.children === 0) return null;
      return row.expanded ? selected(rows[at + 1]) : { type: "expand", id: row.node.id };
    case "ArrowLeft":
      if (row === undefined) return null;
      if (row.expanded) return { type: "collapse", id: row.node.id };
      return row.parent === null ? null : { type: "select", id: row.parent };
    default:
      return null;
  }
}

function selected(row: LayerRow | undefined): LayerAct | null {
  return row === undefined ? null : { type: "select", id: row.node.id };
}
