import { Activity } from "lucide-react";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { JobStatus } from "./JobStatus.tsx";
import { Timeline } from "./Timeline.tsx";

/** What Studio does for the app while the person works. */
export const timelineFeature: Feature = {
  id: "timeline",
  title: text.timeline.title,
  icon: Activity,
  bottom: [{ id: "timeline", title: text.timeline.title, component: Timeline }],
  status: [{ id: "jobs", side: "left", order: 40, component: JobStatus }],
};
