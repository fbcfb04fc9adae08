import { Braces } from "lucide-react";
import { text } from "../../../messages/text.ts";
import type { Feature } from "../../../ui/feature.ts";
import { WorkerBadge, WorkerPanel } from "./WorkerPanel.tsx";

/** The app's own worker. */
export const workerFeature: Feature = {
  id: "worker",
  title: text.worker.title,
  icon: Braces,
  bottom: [{ id: "worker", title: text.worker.title, component: WorkerPanel, badge: WorkerBadge }],
};
