import { create } from "zustand";
import type { FilePath } from "../../common/apps/filePath.ts";
import { useEditorIntents } from "../client/editorIntents.ts";

/** What stands before a query that asks for something else than files. */
export const SIGNS = { commands: ">", line: ":", fileSymbols: "@", projectSymbols: "#" } as const;

interface Omni {
  readonly open: boolean;
  readonly query: string;
  /** The place among the rows of the one that Enter takes. */
  readonly chosen: number;
  /** The file that was in front when the box opened: `:` and `@` are about it. */
  readonly file: FilePath | null;
}

/** The box that finds files, commands, lines and symbols. */
export const useOmni = create<Omni>(() => ({ open: false, query: "", chosen: 0, file: null }));

export function openOmni(query: string): void {
  useOmni.setState({ open: true, query, chosen: 0, file: useEditorIntents.getState().active });
}

/** Another query has other rows: the best of them is chosen. */
export function typeQuery(query: string): void {
  useOmni.setState({ query, chosen: 0 });
}

export const openQuickOpen = (): void => openOmni("");
export const openPalette = (): void => openOmni(SIGNS.commands);
export const closeOmni = (): void => useOmni.setState({ open: false });
