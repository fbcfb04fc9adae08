import { History } from "lucide-react";
import { useEditorIntents } from "../../../client/editorIntents.ts";
import { text } from "../../../messages/text.ts";
import { runCommand } from "../../../ui/commands.ts";
import type { Feature } from "../../../ui/feature.ts";
import { HistoryView } from "./HistoryView.tsx";

const words = text.localHistory;

/** Earlier versions of files, kept by Studio beside any git. */
export const historyFeature: Feature = {
  id: "history",
  title: words.title,
  icon: History,
  rail: "top",
  side: HistoryView,
  commands: [
    {
      id: "history.showFile",
      title: words.show,
      category: words.category,
      when: () => useEditorIntents.getState().active !== null,
      run: () => void runCommand("view.show.history"),
    },
  ],
};
