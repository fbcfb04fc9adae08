import type { SettingsScope } from "../../../common/contracts/settingFields.ts";
import type { SettingsDocument } from "../../../common/contracts/settings.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { text } from "../../messages/text.ts";
import { type Command, runCommand } from "../../ui/commands.ts";
import { type SettingsPage, showPage, useSettingsView } from "./settingsView.ts";

const words = text.settings.commands;
const category = text.settings.title;
const hasApp = (): boolean => useCurrentApp.getState().appId !== null;

export const settingsCommands: readonly Command[] = [
  { id: "settings.open", title: words.open, category, key: "mod+,", run: () => show("all") },
  {
    id: "settings.openKeys",
    title: words.openKeys,
    category,
    key: "mod+k mod+s",
    run: () => show("keys"),
  },
  {
    id: "settings.openFile",
    title: words.openFile,
    category,
    run: () => edit("settings", "user"),
  },
  {
    id: "settings.openAppFile",
    title: words.openAppFile,
    category,
    when: hasApp,
    run: () => edit("settings", "app"),
  },
  {
    id: "settings.openSnippets",
    title: words.openSnippets,
    category,
    run: () => edit("snippets", "user"),
  },
  { id: "settings.account", title: words.account, category, run: () => show("account") },
];

function show(page: SettingsPage): void {
  showPage(page);
  runCommand("view.show.settings");
}

function edit(editing: SettingsDocument["kind"], scope: SettingsScope): void {
  useSettingsView.setState({ editing, scope });
  runCommand("view.show.settings");
}
