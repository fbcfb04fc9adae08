import {
  ChangeSettingInput,
  SettingsDocument,
  SettingsOwner,
  SettingsText,
  WriteSettingsText,
} from "../../common/contracts/settings.ts";
import { procedure, router } from "./procedure.ts";
import { snapshots } from "./subscriptions.ts";

/** The person's settings and snippets, and those of an app. */
export const settingsRouter = router({
  watch: procedure
    .input(SettingsOwner)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.settings.watch(input), signal),
    ),
  change: procedure
    .input(ChangeSettingInput)
    .mutation(({ ctx, input }) => ctx.services.settings.change(input)),
  watchSnippets: procedure
    .input(SettingsOwner)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.settings.watchSnippets(input), signal),
    ),
  text: procedure
    .input(SettingsDocument)
    .output(SettingsText)
    .query(({ ctx, input }) => ctx.services.settings.text(input)),
  writeText: procedure
    .input(WriteSettingsText)
    .output(SettingsText)
    .mutation(({ ctx, input }) => ctx.services.settings.writeText(input)),
});
