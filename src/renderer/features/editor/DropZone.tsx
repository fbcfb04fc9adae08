import { type DragEvent, type ReactElement, useState } from "react";
import { classNames } from "../../ui/classNames.ts";
import { changeTabs, useEditor } from "./session.ts";
import { endTabDrag, isTabDrag, useTabDrag } from "./tabDrag.ts";
import type { GroupId } from "./tabGroups.ts";

type Place = "whole" | "right-half";

/** Takes a dragged tab over the text: into this group, or at the right edge into a new one. */
export function DropZone({ group }: { readonly group: GroupId }): ReactElement | null {
  const dragged = useTabDrag((state) => state.dragged);
  const isAlone = useEditor(({ groups }) => groups.groups.length === 1);
  const [place, setPlace] = useState<Place | null>(null);
  if (dragged === null) return null;
  const placeOf = (event: DragEvent): Place => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return isAlone && event.clientX > left + width / 2 ? "right-half" : "whole";
  };
  return (
    <div
      className="absolute inset-0 z-20"
      onDragOver={(event) => {
        if (!isTabDrag(event)) return;
        event.preventDefault();
        setPlace(placeOf(event));
      }}
      onDragLeave={() => setPlace(null)}
      onDrop={(event) => {
        event.preventDefault();
        const to = placeOf(event) === "right-half" ? null : group;
        setPlace(null);
        endTabDrag();
        const { key, group: from } = dragged;
        if (to !== from) changeTabs({ type: "carry", from, key, to, at: Infinity });
      }}
    >
      {place !== null && (
        <div
          className={classNames(
            "pointer-events-none absolute inset-y-0 right-0 bg-accent-soft outline-1 -outline-offset-1 outline-accent",
            place === "whole" ? "left-0" : "left-1/2",
          )}
        />
      )}
    </div>
  );
}
