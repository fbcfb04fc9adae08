import type { DragEvent } from "react";
import { create } from "zustand";
import type { GroupId } from "./tabGroups.ts";
import type { TabKey } from "./tabs.ts";

const DRAG_TYPE = "application/x-studio-tab";

interface DraggedTab {
  readonly group: GroupId;
  readonly key: TabKey;
}

/** The tab under the pointer while it is dragged: a drop target may not read the data before. */
export const useTabDrag = create<{ readonly dragged: DraggedTab | null }>(() => ({
  dragged: null,
}));

export function beginTabDrag(event: DragEvent, dragged: DraggedTab): void {
  event.dataTransfer.setData(DRAG_TYPE, dragged.key);
  event.dataTransfer.effectAllowed = "move";
  // A change of the page in the same turn would end the drag in Chromium.
  setTimeout(() => useTabDrag.setState({ dragged }));
}

export function endTabDrag(): void {
  useTabDrag.setState({ dragged: null });
}

export function isTabDrag(event: DragEvent): boolean {
  return event.dataTransfer.types.includes(DRAG_TYPE);
}
