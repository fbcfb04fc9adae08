import type { FilePath } from "../../../common/apps/filePath.ts";
import { revealRequests } from "../../client/editorIntents.ts";
import { text } from "../../messages/text.ts";
import type { MenuItem } from "../../ui/menuItems.ts";
import { closeFiles } from "./closing.ts";
import { changeTabs, useEditor } from "./session.ts";

const words = text.editor.commands;

export function otherTabs(path: FilePath): readonly FilePath[] {
  return allTabs().filter((other) => other !== path);
}

export function allTabs(): readonly FilePath[] {
  return useEditor.getState().tabs.tabs.map((tab) => tab.path);
}

export function tabMenu(path: FilePath): readonly MenuItem[] {
  return [
    { id: "close", label: words.close, run: () => void closeFiles([path]) },
    { id: "others", label: words.closeOthers, run: () => void closeFiles(otherTabs(path)) },
    { id: "all", label: words.closeAll, run: () => void closeFiles(allTabs()) },
    { kind: "separator", id: "line" },
    { id: "keep", label: words.keep, run: () => changeTabs({ type: "pin", path }) },
    { id: "reveal", label: words.reveal, run: () => revealRequests.fire(path) },
    {
      id: "copy",
      label: words.copyPath,
      run: () => void navigator.clipboard.writeText(path),
    },
  ];
}
