import { create } from "zustand";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { holdsUnsavedWork } from "./document.ts";
import { changeTabs, fileOfTab, useEditor } from "./session.ts";
import { allTabs, type GroupId, groupOf } from "./tabGroups.ts";
import { fileKey, type TabKey } from "./tabs.ts";

export type CloseAnswer = "save" | "discard" | "cancel";

interface Closing {
  /** Files with unsaved work that are about to close; null while nothing is asked. */
  readonly asked: {
    readonly paths: readonly FilePath[];
    readonly answer: (answer: CloseAnswer) => void;
  } | null;
}

export const useClosing = create<Closing>()(() => ({ asked: null }));

/** Closes a file wherever it is shown. Asks first when it has unsaved work. */
export async function closeFile(path: FilePath): Promise<boolean> {
  const keys = [fileKey(path)];
  if (!(await settle(leftBy((tab) => keys.includes(tab.key))))) return false;
  changeTabs({ type: "close-everywhere", keys });
  return true;
}

/**
 * Closes tabs of one group. Asks first about files with unsaved work that no other tab shows.
 * False when the person kept them.
 */
export async function closeTabs(group: GroupId, keys: readonly TabKey[]): Promise<boolean> {
  const tabs = groupOf(useEditor.getState().groups, group)?.tabs.tabs ?? [];
  const closing = new Set(tabs.filter((tab) => keys.includes(tab.key)));
  if (!(await settle(leftBy((tab) => closing.has(tab))))) return false;
  changeTabs({ type: "tabs", group, event: { type: "close", keys } });
  return true;
}

/** Files that are shown nowhere once the given tabs are closed. */
function leftBy(closes: (tab: ReturnType<typeof allTabs>[number]) => boolean): readonly FilePath[] {
  const tabs = allTabs(useEditor.getState().groups);
  const stays = new Set(tabs.filter((tab) => !closes(tab)).map(fileOfTab));
  const gone = new Set(tabs.filter(closes).map(fileOfTab));
  return [...gone].filter((path): path is FilePath => path !== null && !stays.has(path));
}

/** Asks what becomes of unsaved work in files that are about to close. */
async function settle(paths: readonly FilePath[]): Promise<boolean> {
  const { session } = useEditor.getState();
  if (session === null) return false;
  const unsaved = paths.filter((path) => holdsUnsavedWork(session.documents.get(path)));
  if (unsaved.length === 0) return true;
  const answer = await ask(unsaved);
  if (answer !== "save") return answer === "discard";
  const saved = await Promise.all(unsaved.map((path) => session.documents.save(path)));
  // What could not be saved shows why in its own tab.
  return !saved.includes(false);
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
