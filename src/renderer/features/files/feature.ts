import { Files } from "lucide-react";
import { useCurrentApp } from "../../client/currentApp.ts";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { createInTree, FilesView, revealActive } from "./FilesView.tsx";
import { undoLast } from "./fileActs.ts";
import { collapseAll, setFilter } from "./treeStore.ts";

const words = text.files;
const hasApp = (): boolean => useCurrentApp.getState().appId !== null;

/** The tree of the app's files. */
export const filesFeature: Feature = {
  id: "files",
  title: words.title,
  icon: Files,
  rail: "top",
  side: FilesView,
  commands: [
    {
      id: "files.newFile",
      title: words.newFile,
      category: words.category,
      key: "mod+alt+n",
      when: hasApp,
      run: () => createInTree("file"),
    },
    {
      id: "files.newFolder",
      title: words.newFolder,
      category: words.category,
      key: "mod+alt+shift+n",
      when: hasApp,
      run: () => createInTree("folder"),
    },
    {
      id: "files.revealActive",
      title: words.revealActive,
      category: words.category,
      when: hasApp,
      run: revealActive,
    },
    {
      id: "files.filter",
      title: words.filter.label,
      category: words.category,
      when: hasApp,
      run: () => setFilter(""),
    },
    {
      id: "files.undo",
      title: words.undoLast,
      category: words.category,
      when: hasApp,
      run: undoLast,
    },
    {
      id: "files.collapseAll",
      title: words.collapseAll,
      category: words.category,
      when: hasApp,
      run: collapseAll,
    },
  ],
};
