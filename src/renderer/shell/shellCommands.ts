import { closeApp, showWelcome, useCurrentApp } from "../client/currentApp.ts";
import { useEditorIntents } from "../client/editorIntents.ts";
import { useStudioInfo } from "../client/facts.ts";
import { changeSettings } from "../client/settings.ts";
import { useTheme } from "../client/theme.ts";
import { text } from "../messages/text.ts";
import type { Command } from "../ui/commands.ts";
import type { Feature } from "../ui/feature.ts";
import { attempt } from "./attempt.ts";
import type { Preset, Toggle } from "./arrangement.ts";
import {
  choosePreset,
  resetFrame,
  showBottomTab,
  showView,
  togglePart,
  useFrame,
} from "./frame.ts";
import { openOmni, openPalette, openQuickOpen, SIGNS } from "./omniState.ts";

const words = text.shell.commands;
const hasApp = (): boolean => useCurrentApp.getState().appId !== null;
const hasFile = (): boolean => useEditorIntents.getState().active !== null;

/** What the frame itself can be told to do. */
export function shellCommands(features: readonly Feature[]): readonly Command[] {
  return [
    ...finders(),
    ...presets(),
    ...parts(),
    ...themes(),
    ...apps(),
    ...features.flatMap(commandsOf),
  ].map((command) => (command.when === hasApp ? { ...command, context: words.inApp } : command));
}

function finders(): readonly Command[] {
  const category = words.view;
  return [
    { id: "view.palette", title: words.palette, category, key: "mod+shift+p", run: openPalette },
    {
      id: "view.quickOpen",
      title: words.quickOpen,
      category,
      key: "mod+p",
      when: hasApp,
      run: openQuickOpen,
    },
    {
      id: "view.goToLine",
      title: words.goToLine,
      category,
      key: "mod+g",
      when: hasFile,
      run: () => openOmni(SIGNS.line),
    },
    {
      id: "view.goToFileSymbol",
      title: words.goToFileSymbol,
      category,
      key: "mod+shift+o",
      when: hasFile,
      run: () => openOmni(SIGNS.fileSymbols),
    },
    {
      id: "view.goToProjectSymbol",
      title: words.goToProjectSymbol,
      category,
      key: "mod+t",
      when: hasApp,
      run: () => openOmni(SIGNS.projectSymbols),
    },
  ];
}

function presets(): readonly Command[] {
  const keys: Record<Preset, string> = { build: "mod+1", design: "mod+2", admin: "mod+3" };
  return (["build", "design", "admin"] as const).map((preset) => ({
    id: `view.preset.${preset}`,
    title: words.preset[preset],
    category: words.view,
    key: keys[preset],
    when: hasApp,
    run: () => choosePreset(preset),
  }));
}

function parts(): readonly Command[] {
  const keys: Record<Toggle, string> = { side: "mod+b", bottom: "mod+j", preview: "mod+shift+v" };
  const toggles = (["side", "bottom", "preview"] as const).map((part) => ({
    id: `view.toggle.${part}`,
    title: words.toggle[part],
    category: words.view,
    key: keys[part],
    when: hasApp,
    run: () => togglePart(part),
  }));
  return [
    ...toggles,
    {
      id: "view.resetLayout",
      title: words.resetLayout,
      category: words.view,
      when: hasApp,
      run: resetFrame,
    },
    { id: "view.back", title: words.back, category: words.view, run: () => goBack() },
  ];
}

/** Leaves a view that stands alone (the settings) for the one the rail begins with. */
function goBack(): void {
  useFrame.setState({ view: "" });
}

function themes(): readonly Command[] {
  const toggle: Command = {
    id: "view.toggleTheme",
    title: words.toggleTheme,
    category: words.view,
    run: () => changeSettings({ theme: useTheme.getState().theme === "dark" ? "light" : "dark" }),
  };
  const choices = (["system", "dark", "light"] as const).map((theme) => ({
    id: `view.theme.${theme}`,
    title: words.theme[theme],
    category: words.view,
    run: () => changeSettings({ theme }),
  }));
  return [toggle, ...choices];
}

function apps(): readonly Command[] {
  return [
    {
      id: "apps.showAll",
      title: words.showApps,
      category: words.apps,
      when: hasApp,
      run: showWelcome,
    },
    {
      id: "apps.close",
      title: words.closeApp,
      category: words.apps,
      when: hasApp,
      run: closeCurrentApp,
    },
    {
      id: "studio.copyVersion",
      title: words.copyVersion,
      category: words.studio,
      when: () => useStudioInfo.getState().value !== null,
      run: () => navigator.clipboard.writeText(JSON.stringify(useStudioInfo.getState().value)),
    },
  ];
}

async function closeCurrentApp(): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId !== null) await attempt(() => closeApp(appId));
}

/** A feature's own commands, and those that bring it into sight. */
function commandsOf(feature: Feature): readonly Command[] {
  const hasSide = feature.side !== undefined;
  const onRail = feature.rail !== undefined;
  const show: Command = {
    id: `view.show.${feature.id}`,
    title: words.show(feature.title),
    category: words.view,
    when: () => feature.needsNoApp === true || hasApp(),
    run: () => showView(feature.id, hasSide),
  };
  const tabs = (feature.bottom ?? []).map((panel) => ({
    id: `view.tab.${panel.id}`,
    title: words.show(panel.title),
    category: words.view,
    when: hasApp,
    run: () => showBottomTab(panel.id),
  }));
  return [...(onRail ? [show] : []), ...tabs, ...(feature.commands ?? [])];
}
