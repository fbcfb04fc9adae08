import { z } from "zod";
import { DesignPlan } from "../../../common/contracts/design.ts";
import type { EditTask } from "./engine/planEdit.ts";
import type { ThemeNames } from "./engine/conflicts.ts";

/** One plan to be made in a process of its own: parsing would hold the host up. */
export interface PlanJob {
  readonly id: number;
  /** The app's folder; nothing outside of it is read. */
  readonly root: string;
  readonly task: EditTask;
  readonly open: readonly { readonly path: string; readonly text: string }[];
  readonly theme: ThemeNames;
}

export const PlanAnswer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("planned"), id: z.number(), plan: DesignPlan }),
  /** A mistake of the planner. */
  z.object({ type: z.literal("failed"), id: z.number(), reason: z.string() }),
]);
export type PlanAnswer = z.infer<typeof PlanAnswer>;

/** The process that plans edits, as the service sees it. */
export interface Planner extends AsyncDisposable {
  /** @throws `process-down` when it hangs, or dies. */
  plan(job: Omit<PlanJob, "id">): Promise<DesignPlan>;
}
