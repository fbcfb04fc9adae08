import { create } from "zustand";
import type { SettingsScope } from "../../../common/contracts/settingFields.ts";
import type { SettingsDocument } from "../../../common/contracts/settings.ts";

/** A page of the settings: a group of settings by its id, or one of the pages of their own. */
export type SettingsPage = "all" | "keys" | "snippets" | "account" | "about" | (string & {});

interface SettingsView {
  readonly page: SettingsPage;
  readonly scope: SettingsScope;
  /** Narrows the settings, on whatever page they stand. */
  readonly query: string;
  /** The file that is edited as text in place of the pages. */
  readonly editing: SettingsDocument["kind"] | null;
}

export const useSettingsView = create<SettingsView>(() => ({
  page: "all",
  scope: "user",
  query: "",
  editing: null,
}));

export function showPage(page: SettingsPage): void {
  useSettingsView.setState({ page, query: "", editing: null });
}
