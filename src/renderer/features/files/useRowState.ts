import { useMemo } from "react";
import { type FilePath, isWithin } from "../../../common/apps/filePath.ts";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { useTreeDrag } from "./treeDrag.ts";
import type { RowState } from "./TreeRowView.tsx";
import { useTree } from "./treeStore.ts";

const PLAIN: RowState = {
  selected: false,
  focused: false,
  active: false,
  cut: false,
  target: false,
};

/** How a row stands out among the others. */
export function useRowState(): (path: FilePath) => RowState {
  const active = useEditorIntents((state) => state.active);
  const { paths, focus } = useTree((state) => state.selection);
  const clipboard = useTree((state) => state.clipboard);
  const target = useTreeDrag((drag) => drag.target);
  return useMemo(() => {
    const cut = new Set(clipboard?.how === "cut" ? clipboard.paths : []);
    return (path) => {
      const state = {
        selected: paths.has(path),
        focused: focus === path,
        active: active === path,
        cut: cut.has(path),
        target: target !== null && target !== "" && isWithin(target, path),
      };
      // Most rows stand out in no way, and are not drawn again when another does.
      return Object.values(state).includes(true) ? state : PLAIN;
    };
  }, [active, clipboard, focus, paths, target]);
}
