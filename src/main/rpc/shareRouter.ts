import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { StartShareInput } from "../../common/contracts/share.ts";
import { procedure, router } from "./procedure.ts";
import { snapshots } from "./subscriptions.ts";

const OfApp = z.object({ appId: AppId });

export const shareRouter = router({
  watch: procedure
    .input(OfApp)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.share.watch(input.appId), signal),
    ),
  start: procedure
    .input(StartShareInput)
    .mutation(({ ctx, input }) => ctx.services.share.start(input)),
  stop: procedure.input(OfApp).mutation(({ ctx, input }) => ctx.services.share.stop(input.appId)),
});
