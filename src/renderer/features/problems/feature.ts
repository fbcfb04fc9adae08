import { CircleAlert } from "lucide-react";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { OutputView } from "./OutputView.tsx";
import { ProblemsOverlay } from "./ProblemsOverlay.tsx";
import { ProblemsStatus } from "./ProblemsStatus.tsx";
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
  status: [{ id: "problems", side: "right", order: 40, component: ProblemsStatus }],
};
