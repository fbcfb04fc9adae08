import { revealRequests, useEditorIntents } from "../../client/editorIntents.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { text } from "../../messages/text.ts";
import type { Command } from "../../ui/commands.ts";
import { codeEditor } from "./activeEditor.ts";
import { closeTabs } from "./closing.ts";
import { canGo, go } from "./navigation.ts";
import { stepThroughRecent } from "./RecentTabs.tsx";
import { saveAllFiles, saveFile } from "./saving.ts";
import { activeFile, changeTabs, useEditor } from "./session.ts";
import { frontTab, type GroupId } from "./tabGroups.ts";
import { type Closable, closable } from "./tabMenu.ts";
import { fileKey, type Tab, type TabEvent } from "./tabs.ts";

const words = text.editor.commands;
const category = text.editor.category;

const front = (): Tab | undefined => frontTab(useEditor.getState().groups);
const hasFront = (): boolean => front() !== undefined;
const hasFile = (): boolean => activeFile() !== null;
const focused = (): GroupId => useEditor.getState().groups.focused;

function withFile(act: (path: FilePath) => void | Promise<void>): () => void | Promise<void> {
  return () => {
    const path = activeFile();
    return path === null ? undefined : act(path);
  };
}

function withFront(act: (tab: Tab) => void | Promise<void>): () => void | Promise<void> {
  return () => {
    const tab = front();
    return tab === undefined ? undefined : act(tab);
  };
}

const closing = (keys: keyof Closable): (() => void | Promise<void>) =>
  withFront(async ({ key }) => {
    await closeTabs(focused(), closable(focused(), key)[keys]);
  });

const changing = (event: (tab: Tab) => TabEvent): (() => void | Promise<void>) =>
  withFront((tab) => changeTabs({ type: "tabs", event: event(tab) }));

const groupCount = (): number => useEditor.getState().groups.groups.length;

/** The group that does not have the focus. */
const otherGroup = (): GroupId | null =>
  useEditor.getState().groups.groups.find(({ id }) => id !== focused())?.id ?? null;

/** A browser keeps these keys for its own tabs; only the desktop shell can have them. */
const inBrowser = typeof window === "undefined" || window.studioPipe === undefined;
const isMac = typeof navigator !== "undefined" && /mac/i.test(navigator.platform);
const KEYS = inBrowser
  ? {
      close: "alt+w",
      reopen: "alt+shift+t",
      next: "alt+pagedown",
      previous: "alt+pageup",
      recent: "alt+`",
    }
  : {
      close: "mod+w",
      reopen: "mod+shift+t",
      next: "mod+pagedown",
      previous: "mod+pageup",
      recent: isMac ? "ctrl+tab" : "mod+tab",
    };

let wrap = false;

export const editorCommands: readonly Command[] = [
  {
    id: "files.save",
    title: words.save,
    category,
    key: "mod+s",
    when: hasFile,
    run: withFile((path) => {
      changeTabs({ type: "keep-everywhere", key: fileKey(path) });
      return saveFile(path);
    }),
  },
  {
    id: "files.saveAll",
    title: words.saveAll,
    category,
    key: "mod+alt+s",
    when: () => useEditorIntents.getState().dirty.size > 0,
    run: saveAllFiles,
  },
  {
    id: "editor.closeTab",
    title: words.close,
    category,
    key: KEYS.close,
    when: hasFront,
    run: withFront(async ({ key }) => {
      await closeTabs(focused(), [key]);
    }),
  },
  {
    id: "editor.closeOthers",
    title: words.closeOthers,
    category,
    when: hasFront,
    run: closing("others"),
  },
  {
    id: "editor.closeRight",
    title: words.closeRight,
    category,
    when: hasFront,
    run: closing("right"),
  },
  {
    id: "editor.closeSaved",
    title: words.closeSaved,
    category,
    when: hasFront,
    run: closing("saved"),
  },
  {
    id: "editor.closeAll",
    title: words.closeAll,
    category,
    when: hasFront,
    run: closing("all"),
  },
  {
    id: "editor.reopenTab",
    title: words.reopen,
    category,
    key: KEYS.reopen,
    when: () => useEditor.getState().groups.closed.length > 0,
    run: () => changeTabs({ type: "reopen" }),
  },
  {
    id: "editor.nextTab",
    title: words.next,
    category,
    key: KEYS.next,
    when: hasFront,
    run: changing(() => ({ type: "step", by: 1 })),
  },
  {
    id: "editor.previousTab",
    title: words.previous,
    category,
    key: KEYS.previous,
    when: hasFront,
    run: changing(() => ({ type: "step", by: -1 })),
  },
  {
    id: "editor.keepTab",
    title: words.keep,
    category,
    when: () => front()?.preview === true,
    run: changing(({ key }) => ({ type: "keep", key })),
  },
  {
    id: "editor.pinTab",
    title: words.pin,
    category,
    when: () => front()?.pinned === false,
    run: changing(({ key }) => ({ type: "pin", key, pinned: true })),
  },
  {
    id: "editor.unpinTab",
    title: words.unpin,
    category,
    when: () => front()?.pinned === true,
    run: changing(({ key }) => ({ type: "pin", key, pinned: false })),
  },
  {
    id: "editor.split",
    title: words.split,
    category,
    key: "mod+\\",
    when: hasFront,
    run: withFront(({ key }) => changeTabs({ type: "split", group: focused(), key })),
  },
  {
    id: "editor.moveToOtherGroup",
    title: words.carry,
    category,
    when: hasFront,
    run: withFront(({ key }) =>
      changeTabs({ type: "carry", from: focused(), key, to: otherGroup(), at: Infinity }),
    ),
  },
  {
    id: "editor.focusOtherGroup",
    title: words.focusOther,
    category,
    key: "alt+o",
    when: () => groupCount() > 1,
    run: () => {
      const group = otherGroup();
      if (group === null) return;
      changeTabs({ type: "focus", group });
      codeEditor.get()?.focus();
    },
  },
  {
    id: "editor.reveal",
    title: words.reveal,
    category,
    when: hasFile,
    run: withFile((path) => revealRequests.fire(path)),
  },
  {
    id: "editor.goBack",
    title: words.back,
    category,
    key: "alt+arrowleft",
    when: () => canGo("back"),
    run: () => go("back"),
  },
  {
    id: "editor.goForward",
    title: words.forward,
    category,
    key: "alt+arrowright",
    when: () => canGo("forward"),
    run: () => go("forward"),
  },
  {
    id: "editor.recentTabs",
    title: words.recent,
    category,
    key: KEYS.recent,
    when: hasFront,
    run: stepThroughRecent,
  },
  {
    id: "editor.nextChange",
    title: words.nextChange,
    category,
    key: "alt+f5",
    when: hasFile,
    run: () => codeEditor.get()?.stepToChange("next"),
  },
  {
    id: "editor.previousChange",
    title: words.previousChange,
    category,
    key: "alt+shift+f5",
    when: hasFile,
    run: () => codeEditor.get()?.stepToChange("previous"),
  },
  {
    id: "editor.wordWrap",
    title: words.wrap,
    category,
    key: "alt+z",
    when: hasFile,
    run: () => {
      wrap = !wrap;
      codeEditor.get()?.setWordWrap(wrap);
    },
  },
];
