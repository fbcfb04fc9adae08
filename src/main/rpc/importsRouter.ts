import { z } from "zod";
import { ImportJob, ImportSource, MAX_ZIP_PART } from "../../common/contracts/versions.ts";
import { procedure, router } from "./procedure.ts";
import { snapshots } from "./subscriptions.ts";

/** Base64 is a third longer than what it says. */
const MAX_PART_CHARS = Math.ceil(MAX_ZIP_PART / 3) * 4;

export const importsRouter = router({
  watch: procedure.subscription(({ ctx, signal }) => snapshots(ctx.services.imports.jobs, signal)),
  start: procedure
    .input(ImportSource)
    .output(ImportJob)
    .mutation(({ ctx, input }) => ctx.services.imports.start(input)),
  cancel: procedure
    .input(z.object({ jobId: z.string().max(64) }))
    .mutation(({ ctx, input }) => ctx.services.imports.cancel(input.jobId)),
  /** The next part of a zip; the first one has no id yet. */
  upload: procedure
    .input(
      z.object({
        uploadId: z.string().max(64).nullable(),
        part: z.base64().max(MAX_PART_CHARS),
      }),
    )
    .output(z.object({ uploadId: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.imports.upload(input.uploadId, input.part)),
});
