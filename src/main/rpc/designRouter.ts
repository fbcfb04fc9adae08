import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { DesignPlan, DesignTheme, PlanInput } from "../../common/contracts/design.ts";
import { procedure, router } from "./procedure.ts";

/** Plans edits; what a plan says is written by the window, so that its editor can undo it. */
export const designRouter = router({
  plan: procedure
    .input(PlanInput)
    .output(DesignPlan)
    .mutation(({ ctx, input }) => ctx.services.design.plan(input)),
  theme: procedure
    .input(z.object({ appId: AppId }))
    .output(DesignTheme)
    .query(({ ctx, input }) => ctx.services.design.theme(input.appId)),
});
