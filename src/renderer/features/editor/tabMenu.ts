import { fileName, type FilePath } from "../../../common/apps/filePath.ts";
import { revealRequests } from "../../client/editorIntents.ts";
import { text } from "../../messages/text.ts";
import type { MenuItem } from "../../ui/menuItems.ts";
import { closeTabs } from "./closing.ts";
import { holdsUnsavedWork } from "./document.ts";
import { changeTabs, fileOfTab, useEditor } from "./session.ts";
import { type GroupId, groupOf } from "./tabGroups.ts";
import type { Tab, TabKey } from "./tabs.ts";

const words = text.editor.commands;

/** The tabs that "close others" and its kin may close: pinned ones stay. */
export interface Closable {
  readonly others: readonly TabKey[];
  readonly right: readonly TabKey[];
  readonly saved: readonly TabKey[];
  readonly all: readonly TabKey[];
}

export function closable(group: GroupId, key: TabKey): Closable {
  const { groups, session } = useEditor.getState();
  const tabs = groupOf(groups, group)?.tabs.tabs ?? [];
  const free = tabs.filter((tab) => !tab.pinned);
  const at = tabs.findIndex((tab) => tab.key === key);
  const isSaved = (tab: Tab): boolean => {
    const path = fileOfTab(tab);
    return path === null || !holdsUnsavedWork(session?.documents.get(path));
  };
  const keys = (some: readonly Tab[]): readonly TabKey[] => some.map((tab) => tab.key);
  return {
    others: keys(free.filter((tab) => tab.key !== key)),
    right: keys(free.filter((tab) => tabs.indexOf(tab) > at)),
    saved: keys(free.filter(isSaved)),
    all: keys(free),
  };
}

export function tabMenu(group: GroupId, tab: Tab): readonly MenuItem[] {
  const { key, pinned, preview } = tab;
  const { others, right, saved, all } = closable(group, key);
  const closing = (id: string, label: string, keys: readonly TabKey[]): MenuItem => ({
    id,
    label,
    disabled: keys.length === 0,
    run: () => void closeTabs(group, keys),
  });
  const path = fileOfTab(tab);
  return [
    closing("close", words.close, [key]),
    closing("others", words.closeOthers, others),
    closing("right", words.closeRight, right),
    closing("saved", words.closeSaved, saved),
    closing("all", words.closeAll, all),
    { kind: "separator", id: "closing" },
    {
      id: "pin",
      label: pinned ? words.unpin : words.pin,
      run: () => changeTabs({ type: "tabs", group, event: { type: "pin", key, pinned: !pinned } }),
    },
    {
      id: "keep",
      label: words.keep,
      disabled: !preview,
      run: () => changeTabs({ type: "tabs", group, event: { type: "keep", key } }),
    },
    { id: "split", label: words.split, run: () => changeTabs({ type: "split", group, key }) },
    {
      id: "carry",
      label: words.carry,
      run: () =>
        changeTabs({ type: "carry", from: group, key, to: otherGroup(group), at: Infinity }),
    },
    ...(path === null ? [] : fileItems(path)),
  ];
}

function otherGroup(group: GroupId): GroupId | null {
  const { groups } = useEditor.getState().groups;
  return groups.find(({ id }) => id !== group)?.id ?? null;
}

function fileItems(path: FilePath): readonly MenuItem[] {
  return [
    { kind: "separator", id: "file" },
    { id: "reveal", label: words.reveal, run: () => revealRequests.fire(path) },
    { id: "copy", label: words.copyPath, run: () => void navigator.clipboard.writeText(path) },
    {
      id: "name",
      label: words.copyName,
      run: () => void navigator.clipboard.writeText(fileName(path)),
    },
  ];
}
