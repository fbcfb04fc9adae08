import { create } from "zustand";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { ProblemFilter } from "./problemRows.ts";

type PanelState = Pick<ProblemFilter, "words" | "scope" | "closed"> & {
  /** The problem whose fixes are shown, by the key of its row. */
  readonly fixing: string | null;
};

/** How the Problems panel is looked at; forgotten with the window. */
export const useProblemsPanel = create<PanelState>()(() => ({
  words: "",
  scope: "all",
  closed: new Set<FilePath>(),
  fixing: null,
}));

export function toggleFile(path: FilePath): void {
  useProblemsPanel.setState(({ closed }) => {
    const next = new Set(closed);
    if (!next.delete(path)) next.add(path);
    return { closed: next };
  });
}

export function toggleFixes(key: string): void {
  useProblemsPanel.setState(({ fixing }) => ({ fixing: fixing === key ? null : key }));
}
