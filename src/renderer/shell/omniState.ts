import { create } from "zustand";

/** The box that finds files and commands. A query that begins with `>` asks for commands. */
export const COMMANDS = ">";

interface Omni {
  readonly open: boolean;
  readonly query: string;
}

export const useOmni = create<Omni>(() => ({ open: false, query: "" }));

export const openQuickOpen = (): void => useOmni.setState({ open: true, query: "" });
export const openPalette = (): void => useOmni.setState({ open: true, query: COMMANDS });
export const closeOmni = (): void => useOmni.setState({ open: false });
