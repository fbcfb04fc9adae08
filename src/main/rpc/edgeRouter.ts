import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { EdgeAccess, WorkerHost } from "../../common/contracts/worker.ts";
import { procedure, router } from "./procedure.ts";
import { snapshots } from "./subscriptions.ts";

const OfApp = z.object({ appId: AppId });
const OfHost = OfApp.extend({ host: WorkerHost });

/** The local edge as a whole. */
export const edgeRouter = router({
  watch: procedure.subscription(({ ctx, signal }) => snapshots(ctx.services.edge.health, signal)),
  restart: procedure.mutation(({ ctx }) => ctx.services.edge.restart()),
  access: procedure.output(EdgeAccess).query(({ ctx }) => ctx.services.edge.access()),
  /** A mutation, so that no client asks for it unasked or keeps it. */
  revealToken: procedure
    .output(z.object({ token: z.string() }))
    .mutation(({ ctx }) => ({ token: ctx.services.edge.token() })),
});

/** An app's own worker on it. */
export const workerRouter = router({
  watch: procedure
    .input(OfApp)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.worker.watch(input.appId), signal),
    ),
  allowHost: procedure
    .input(OfHost)
    .mutation(({ ctx, input }) => ctx.services.worker.allowHost(input.appId, input.host)),
  forbidHost: procedure
    .input(OfHost)
    .mutation(({ ctx, input }) => ctx.services.worker.forbidHost(input.appId, input.host)),
});
