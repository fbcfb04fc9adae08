import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { Draft, PutDraftInput } from "../../common/contracts/drafts.ts";
import { procedure, router } from "./procedure.ts";

const OfApp = z.object({ appId: AppId });
const OfFile = OfApp.extend({ path: FilePath });

/** Unsaved text of an app's files; the app need not be open. */
export const draftsRouter = router({
  paths: procedure
    .input(OfApp)
    .output(z.array(FilePath).readonly())
    .query(({ ctx, input }) => ctx.services.drafts.paths(input.appId)),
  find: procedure
    .input(OfFile)
    .output(Draft.nullable())
    .query(({ ctx, input }) => ctx.services.drafts.find(input.appId, input.path)),
  put: procedure
    .input(PutDraftInput)
    .mutation(({ ctx, input: { appId, ...draft } }) => ctx.services.drafts.put(appId, draft)),
  drop: procedure
    .input(OfFile)
    .mutation(({ ctx, input }) => ctx.services.drafts.drop(input.appId, input.path)),
});
