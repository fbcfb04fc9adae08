import { CircleAlert } from "lucide-react";
import { useCurrentApp } from "../../client/currentApp.ts";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { LanguageStatusItem } from "./LanguageStatusItem.tsx";
import { OutputView } from "./OutputView.tsx";
import { ProblemsOverlay } from "./ProblemsOverlay.tsx";
import { ProblemsStatus } from "./ProblemsStatus.tsx";
import { restartServers } from "./restartServers.ts";
import { ProblemsBadge, ProblemsView } from "./ProblemsView.tsx";

/** What is wrong with the app, and what its tools say. */
export const problemsFeature: Feature = {
  id: "problems",
  title: text.problems.title,
  icon: CircleAlert,
  overlay: ProblemsOverlay,
  bottom: [
    {
      id: "problems",
      title: text.problems.title,
      component: ProblemsView,
      badge: ProblemsBadge,
    },
    { id: "output", title: text.problems.output, component: OutputView },
  ],
  status: [
    { id: "language", side: "right", order: 39, component: LanguageStatusItem },
    { id: "problems", side: "right", order: 40, component: ProblemsStatus },
  ],
  commands: [
    {
      id: "language.restart",
      title: text.language.server.restart,
      category: text.language.server.category,
      when: () => useCurrentApp.getState().appId !== null,
      run: restartServers,
    },
  ],
};
