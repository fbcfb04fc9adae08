import { create } from "zustand";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import type { CommitId } from "../../../common/contracts/versions.ts";

export type VersionsDialog =
  | { readonly kind: "branches" }
  | { readonly kind: "remote" }
  | { readonly kind: "token"; readonly host: string; readonly next: () => void }
  | { readonly kind: "author"; readonly next: () => void }
  | { readonly kind: "rename"; readonly branch: string }
  | { readonly kind: "branchAt"; readonly commit: CommitId };

interface VersionsView {
  readonly tab: "changes" | "history";
  /** The file whose history is shown; null shows all of it. */
  readonly historyOf: FilePath | null;
  readonly message: string;
  readonly amend: boolean;
  /** Sections that are closed. */
  readonly closed: ReadonlySet<string>;
  readonly dialog: VersionsDialog | null;
  /** Why the last act did not work. */
  readonly problem: Problem | null;
  /** Something is being changed: no second act until it is done. */
  readonly busy: boolean;
}

const FRESH: VersionsView = {
  tab: "changes",
  historyOf: null,
  message: "",
  amend: false,
  closed: new Set(["kept"]),
  dialog: null,
  problem: null,
  busy: false,
};

/** What the versions view shows, of one app at a time. */
export const useVersionsView = create<VersionsView>(() => FRESH);

const set = (change: Partial<VersionsView>): void => useVersionsView.setState(change);

export const forgetView = (): void => set(FRESH);
export const showTab = (tab: VersionsView["tab"]): void => set({ tab });
export const showHistoryOf = (historyOf: FilePath | null): void =>
  set({ tab: "history", historyOf });
export const typeMessage = (message: string): void => set({ message });
export const setAmend = (amend: boolean): void => set({ amend });
export const openDialog = (dialog: VersionsDialog): void => set({ dialog });
export const closeDialog = (): void => set({ dialog: null });
export const showProblem = (problem: Problem | null): void => set({ problem });
export const setBusy = (busy: boolean): void => set({ busy });

export function toggleSection(id: string): void {
  const closed = new Set(useVersionsView.getState().closed);
  if (!closed.delete(id)) closed.add(id);
  set({ closed });
}
