import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { Replaced, ReplaceInput, SearchQuery } from "../../common/contracts/search.ts";
import { procedure, router } from "./procedure.ts";

const OfApp = z.object({ appId: AppId });

export const searchRouter = router({
  find: procedure
    .input(OfApp.extend({ query: SearchQuery }))
    .subscription(({ ctx, input, signal }) =>
      ctx.services.search.find(input.appId, input.query, signal),
    ),
  replace: procedure
    .input(ReplaceInput)
    .output(Replaced)
    .mutation(({ ctx, input }) => ctx.services.search.replace(input)),
  undoReplace: procedure
    .input(OfApp.extend({ undoId: z.string().max(200) }))
    .output(Replaced)
    .mutation(({ ctx, input }) => ctx.services.search.undoReplace(input.appId, input.undoId)),
});
