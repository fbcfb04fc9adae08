import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { EditorConfig } from "../../common/contracts/editorConfig.ts";
import { procedure, router } from "./procedure.ts";

/** What an app says about how its files are written. */
export const editorConfigRouter = router({
  of: procedure
    .input(z.object({ appId: AppId, path: FilePath }))
    .output(EditorConfig)
    .query(({ ctx, input }) => ctx.services.editorConfig(input.appId, input.path)),
});
