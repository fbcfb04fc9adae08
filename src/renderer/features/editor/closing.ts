import { create } from "zustand";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { holdsUnsavedWork } from "./document.ts";
import { changeTabs, useEditor } from "./session.ts";

export type CloseAnswer = "save" | "discard" | "cancel";

interface Closing {
  /** Files with unsaved work that are about to close; null while nothing is asked. */
  readonly asked: {
    readonly paths: readonly FilePath[];
    readonly answer: (answer: CloseAnswer) => void;
  } | null;
}

export const useClosing = create<Closing>()(() => ({ asked: null }));

/** Closes tabs; asks first about those with unsaved work. False when the person kept them. */
export async function closeFiles(paths: readonly FilePath[]): Promise<boolean> {
  const { session } = useEditor.getState();
  if (session === null) return false;
  const unsaved = paths.filter((path) => holdsUnsavedWork(session.documents.get(path)));
  if (unsaved.length > 0) {
    const answer = await ask(unsaved);
    if (answer === "cancel") return false;
    if (answer === "save") {
      const saved = await Promise.all(unsaved.map((path) => session.documents.save(path)));
      // What could not be saved shows why in its own tab.
      if (saved.includes(false)) return false;
    }
  }
  changeTabs({ type: "close", paths });
  return true;
}

function ask(paths: readonly FilePath[]): Promise<CloseAnswer> {
  useClosing.getState().asked?.answer("cancel");
  return new Promise((resolve) => {
    const answer = (chosen: CloseAnswer): void => {
      useClosing.setState({ asked: null });
      resolve(chosen);
    };
    useClosing.setState({ asked: { paths, answer } });
  });
}
