import { revealRequests, useEditorIntents } from "../../client/editorIntents.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { text } from "../../messages/text.ts";
import type { Command } from "../../ui/commands.ts";
import { codeEditor } from "./activeEditor.ts";
import { closeFiles } from "./closing.ts";
import { saveAllFiles, saveFile } from "./saving.ts";
import { changeTabs, useEditor } from "./session.ts";
import { allTabs, otherTabs } from "./tabMenu.ts";

const words = text.editor.commands;
const category = text.editor.category;

const active = (): FilePath | null => useEditor.getState().tabs.active;
const hasActive = (): boolean => active() !== null;

function withActive(act: (path: FilePath) => void | Promise<void>): () => void | Promise<void> {
  return () => {
    const path = active();
    return path === null ? undefined : act(path);
  };
}

/** A browser keeps these keys for its own tabs; only the desktop shell can have them. */
const inBrowser = typeof window === "undefined" || window.studioPipe === undefined;
const KEYS = inBrowser
  ? { close: "alt+w", reopen: "alt+shift+t", next: "alt+pagedown", previous: "alt+pageup" }
  : { close: "mod+w", reopen: "mod+shift+t", next: "mod+pagedown", previous: "mod+pageup" };

let wrap = false;

export const editorCommands: readonly Command[] = [
  {
    id: "files.save",
    title: words.save,
    category,
    key: "mod+s",
    when: hasActive,
    run: withActive((path) => {
      changeTabs({ type: "pin", path });
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
    when: hasActive,
    run: withActive(async (path) => {
      await closeFiles([path]);
    }),
  },
  {
    id: "editor.closeOthers",
    title: words.closeOthers,
    category,
    when: hasActive,
    run: withActive(async (path) => {
      await closeFiles(otherTabs(path));
    }),
  },
  {
    id: "editor.closeAll",
    title: words.closeAll,
    category,
    when: hasActive,
    run: async () => {
      await closeFiles(allTabs());
    },
  },
  {
    id: "editor.reopenTab",
    title: words.reopen,
    category,
    key: KEYS.reopen,
    when: () => useEditor.getState().tabs.closed.length > 0,
    run: () => changeTabs({ type: "reopen" }),
  },
  {
    id: "editor.nextTab",
    title: words.next,
    category,
    key: KEYS.next,
    when: hasActive,
    run: () => changeTabs({ type: "step", by: 1 }),
  },
  {
    id: "editor.previousTab",
    title: words.previous,
    category,
    key: KEYS.previous,
    when: hasActive,
    run: () => changeTabs({ type: "step", by: -1 }),
  },
  {
    id: "editor.keepTab",
    title: words.keep,
    category,
    when: hasActive,
    run: withActive((path) => changeTabs({ type: "pin", path })),
  },
  {
    id: "editor.reveal",
    title: words.reveal,
    category,
    when: hasActive,
    run: withActive((path) => revealRequests.fire(path)),
  },
  {
    id: "editor.wordWrap",
    title: words.wrap,
    category,
    key: "alt+z",
    when: hasActive,
    run: () => {
      wrap = !wrap;
      codeEditor.get()?.setWordWrap(wrap);
    },
  },
];
