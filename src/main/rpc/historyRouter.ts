import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { HistoryEntry, HistoryText } from "../../common/contracts/history.ts";
import { procedure, router } from "./procedure.ts";
import { snapshots } from "./subscriptions.ts";

const OfApp = z.object({ appId: AppId });

/** Earlier versions of an app's files. A version is restored by writing its text. */
export const historyRouter = router({
  watch: procedure
    .input(OfApp.extend({ path: FilePath }))
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.history.watch(input.appId, input.path), signal),
    ),
  files: procedure
    .input(OfApp)
    .output(z.array(HistoryEntry).readonly())
    .query(({ ctx, input }) => ctx.services.history.files(input.appId)),
  text: procedure
    .input(OfApp.extend({ id: z.number().int() }))
    .output(HistoryText)
    .query(({ ctx, input }) => ctx.services.history.text(input.appId, input.id)),
});
