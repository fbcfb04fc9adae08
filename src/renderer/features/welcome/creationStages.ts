import { text } from "../../messages/text.ts";
import type { LoadingStage } from "../../ui/LoadingStages.tsx";
import type { Creation } from "./creation.ts";

const words = text.welcome.stages;

/** What the making of an app goes through, as it is now. */
export function creationStages(
  creation: Extract<Creation, { kind: "running" }>,
): readonly LoadingStage[] {
  const { copyingAt, openingAt } = creation;
  const none = { done: null, total: null };
  return [
    {
      ...none,
      id: "copying",
      label: words.copying,
      status: openingAt === null ? "running" : "done",
      startedAt: copyingAt,
      ms: openingAt === null ? null : openingAt - copyingAt,
    },
    {
      ...none,
      id: "opening",
      label: words.opening,
      status: openingAt === null ? "waiting" : "running",
      startedAt: openingAt,
      ms: null,
    },
  ];
}
