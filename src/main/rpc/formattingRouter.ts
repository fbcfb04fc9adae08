import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import {
  FormatInput,
  FormatResult,
  Formatter,
  LintInput,
  LintResult,
} from "../../common/contracts/formatting.ts";
import { procedure, router } from "./procedure.ts";

export const formattingRouter = router({
  formatterOf: procedure
    .input(z.object({ appId: AppId, path: FilePath }))
    .output(Formatter.nullable())
    .query(({ ctx, input }) => ctx.services.textTools.formatterOf(input.appId, input.path)),
  format: procedure
    .input(FormatInput)
    .output(FormatResult)
    .mutation(({ ctx, input }) => ctx.services.textTools.format(input)),
  lint: procedure
    .input(LintInput)
    .output(LintResult)
    .mutation(({ ctx, input }) => ctx.services.textTools.lint(input)),
});
