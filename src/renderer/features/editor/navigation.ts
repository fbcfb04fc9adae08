import { create } from "zustand";
import { openFile } from "../../client/editorIntents.ts";
import { cursorStatus } from "./cursorStatus.ts";
import { activeFile, changeTabs, useEditor } from "./session.ts";
import { groupOf } from "./tabGroups.ts";
import { isNear, NO_TRAIL, type Place, step, type Trail, visit } from "./trail.ts";

const useTrail = create<{ readonly trail: Trail }>(() => ({ trail: NO_TRAIL }));

/** Where going back or forward leads; what the cursor passes on the way is no place. */
let heading: { readonly place: Place; readonly until: number } | null = null;
const ON_THE_WAY_MS = 1500;

/** Remembers where the cursor is, for going back, until the returned function is called. */
export function followCursor(): () => void {
  const look = (): void => {
    const status = cursorStatus.getState();
    const path = activeFile();
    if (status === null || path === null) return;
    const { line, column } = status;
    const place: Place = { group: useEditor.getState().groups.focused, path, line, column };
    if (heading !== null) {
      const isThere = isNear(heading.place, place);
      if (!isThere && performance.now() < heading.until) return;
      heading = null;
    }
    useTrail.setState(({ trail }) => ({ trail: visit(trail, place) }));
  };
  const stop = cursorStatus.subscribe(look);
  return () => {
    stop();
    heading = null;
    useTrail.setState({ trail: NO_TRAIL });
  };
}

export function canGo(to: "back" | "forward"): boolean {
  const { trail } = useTrail.getState();
  return to === "back" ? trail.back.length > 0 : trail.forward.length > 0;
}

/** Goes to where the cursor was before, or back again. */
export function go(to: "back" | "forward"): void {
  const trail = step(useTrail.getState().trail, to);
  const place = trail.current;
  if (trail === useTrail.getState().trail || place === null) return;
  useTrail.setState({ trail });
  heading = { place, until: performance.now() + ON_THE_WAY_MS };
  const { groups } = useEditor.getState();
  if (groupOf(groups, place.group) !== undefined) changeTabs({ type: "focus", group: place.group });
  openFile(place.path, { line: place.line, column: place.column, focus: true });
}
