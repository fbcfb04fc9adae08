import { SquareTerminal } from "lucide-react";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { ConsoleBadge, ConsoleView } from "./ConsoleView.tsx";
import { clearConsole, useConsole } from "./consoleStore.ts";
import { ConsoleOverlay } from "./ConsoleOverlay.tsx";

/** The previewed page's console. */
export const consoleFeature: Feature = {
  id: "console",
  title: text.console.title,
  icon: SquareTerminal,
  overlay: ConsoleOverlay,
  bottom: [
    { id: "console", title: text.console.title, component: ConsoleView, badge: ConsoleBadge },
  ],
  commands: [
    {
      id: "console.clear",
      title: text.console.clear,
      category: text.console.category,
      when: () => useConsole.getState().log.items.length > 0,
      run: clearConsole,
    },
  ],
};
