import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { AccountCheck, LinkAccountInput } from "../../common/contracts/accounts.ts";
import { App, CreateAppInput, FolderListing, Starter } from "../../common/contracts/apps.ts";
import { AddPackagesInput, PackageName } from "../../common/contracts/packages.ts";
import { PreviewAction } from "../../common/contracts/preview.ts";
import { MAX_PLACES, ServedPlace, WrittenPlaces } from "../../common/contracts/sourcePlaces.ts";
import { Layout, StudioInfo } from "../../common/contracts/studio.ts";
import { designRouter } from "./designRouter.ts";
import { chatsRouter } from "./chatsRouter.ts";
import { draftsRouter } from "./draftsRouter.ts";
import { editorConfigRouter } from "./editorConfigRouter.ts";
import { filesRouter } from "./filesRouter.ts";
import { importsRouter } from "./importsRouter.ts";
import { languageRouter } from "./languageRouter.ts";
import { historyRouter } from "./historyRouter.ts";
import { edgeRouter, workerRouter } from "./edgeRouter.ts";
import { procedure, router } from "./procedure.ts";
import { providersRouter, recipesRouter } from "./providersRouter.ts";
import { searchRouter } from "./searchRouter.ts";
import { shareRouter } from "./shareRouter.ts";
import { SettingsChange } from "./settingsChange.ts";
import { settingsRouter } from "./settingsRouter.ts";
import { snapshots } from "./subscriptions.ts";
import { formattingRouter } from "./formattingRouter.ts";
import { terminalRouter } from "./terminalRouter.ts";
import { versionsRouter } from "./versionsRouter.ts";

const OfApp = z.object({ appId: AppId });
const Job = z.object({ jobId: z.string() });
const Folder = z.string().min(1).max(4096);

const studio = router({
  info: procedure.output(StudioInfo).query(({ ctx }) => ctx.services.studio.info()),
  watchSettings: procedure.subscription(({ ctx, signal }) =>
    snapshots(ctx.services.studio.settings, signal),
  ),
  setSettings: procedure
    .input(SettingsChange)
    .mutation(({ ctx, input }) => ctx.services.studio.setSettings(input)),
  layout: procedure
    .input(OfApp)
    .output(Layout.nullable())
    .query(({ ctx, input }) => ctx.services.studio.layout(input.appId)),
  setLayout: procedure
    .input(OfApp.extend({ layout: Layout }))
    .mutation(({ ctx, input }) => ctx.services.studio.setLayout(input.appId, input.layout)),
  watchNotices: procedure.subscription(({ ctx, signal }) =>
    snapshots(ctx.services.studio.notices, signal),
  ),
  openExternal: procedure
    .input(z.object({ url: z.url({ protocol: /^https?$/ }).max(2048) }))
    .mutation(({ ctx, input }) => ctx.services.studio.openExternal(input.url)),
});

const apps = router({
  starters: procedure
    .output(z.array(Starter).readonly())
    .query(({ ctx }) => ctx.services.apps.starters()),
  watch: procedure.subscription(({ ctx, signal }) => snapshots(ctx.services.apps.list, signal)),
  create: procedure
    .input(CreateAppInput)
    .output(App)
    .mutation(({ ctx, input, signal }) => ctx.services.apps.create(input, signal)),
  openFolder: procedure
    .input(z.object({ folder: Folder }))
    .output(App)
    .mutation(({ ctx, input }) => ctx.services.apps.openFolder(input.folder)),
  pickFolder: procedure
    .output(z.object({ folder: z.string().nullable() }))
    .mutation(async ({ ctx }) => ({ folder: await ctx.services.apps.pickFolder() })),
  listFolders: procedure
    .input(z.object({ folder: Folder.nullable() }))
    .output(FolderListing)
    .query(({ ctx, input }) => ctx.services.apps.listFolders(input.folder)),
  open: procedure
    .input(OfApp)
    .output(App)
    .mutation(({ ctx, input }) => ctx.services.apps.open(input.appId)),
  close: procedure.input(OfApp).mutation(({ ctx, input }) => ctx.services.apps.close(input.appId)),
  remove: procedure
    .input(OfApp.extend({ deleteFiles: z.boolean() }))
    .output(z.object({ removalId: z.string().nullable() }))
    .mutation(({ ctx, input }) => ctx.services.apps.remove(input.appId, input)),
  undoRemove: procedure
    .input(z.object({ removalId: z.string().max(200) }))
    .output(App)
    .mutation(({ ctx, input }) => ctx.services.apps.undoRemove(input.removalId)),
  rename: procedure
    .input(OfApp.extend({ name: z.string().trim().min(1).max(80) }))
    .output(App)
    .mutation(({ ctx, input }) => ctx.services.apps.rename(input.appId, input.name)),
  trust: procedure
    .input(OfApp.extend({ trusted: z.boolean() }))
    .output(App)
    .mutation(({ ctx, input }) => ctx.services.apps.trust(input.appId, input.trusted)),
  locate: procedure
    .input(OfApp.extend({ folder: Folder }))
    .output(App)
    .mutation(({ ctx, input }) => ctx.services.apps.locate(input.appId, input.folder)),
});

const preview = router({
  watch: procedure
    .input(OfApp)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.preview.watch(input.appId), signal),
    ),
  watchOutput: procedure
    .input(OfApp)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.preview.output(input.appId), signal),
    ),
  locate: procedure
    .input(OfApp.extend({ places: z.array(ServedPlace).max(MAX_PLACES) }))
    .output(WrittenPlaces.readonly())
    .query(({ ctx, input }) => ctx.services.preview.locate(input.appId, input.places)),
  act: procedure
    .input(OfApp.extend({ action: PreviewAction, subject: z.string().max(4096).nullable() }))
    .mutation(({ ctx, input }) =>
      ctx.services.preview.act(input.appId, input.action, input.subject),
    ),
});

const sync = router({
  watch: procedure
    .input(OfApp)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.sync.watch(input.appId), signal),
    ),
});

const accounts = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    snapshots(ctx.services.accounts.status, signal),
  ),
  link: procedure
    .input(LinkAccountInput)
    .mutation(({ ctx, input }) => ctx.services.accounts.link(input)),
  unlink: procedure.mutation(({ ctx }) => ctx.services.accounts.unlink()),
  inspect: procedure
    .output(z.array(AccountCheck).readonly())
    .mutation(({ ctx }) => ctx.services.accounts.inspect()),
  deployPlatform: procedure.mutation(({ ctx }) => ctx.services.accounts.deployPlatform()),
});

const packages = router({
  watch: procedure.subscription(({ ctx, signal }) => snapshots(ctx.services.packages.jobs, signal)),
  install: procedure
    .input(OfApp)
    .output(Job)
    .mutation(({ ctx, input }) => ctx.services.packages.install(input.appId)),
  add: procedure
    .input(AddPackagesInput)
    .output(Job)
    .mutation(({ ctx, input }) => ctx.services.packages.add(input)),
  remove: procedure
    .input(OfApp.extend({ name: PackageName }))
    .output(Job)
    .mutation(({ ctx, input }) => ctx.services.packages.remove(input.appId, input.name)),
  cancel: procedure
    .input(Job)
    .mutation(({ ctx, input }) => ctx.services.packages.cancel(input.jobId)),
});

export const appRouter = router({
  studio,
  apps,
  files: filesRouter,
  preview,
  sync,
  accounts,
  edge: edgeRouter,
  worker: workerRouter,
  packages,
  search: searchRouter,
  terminals: terminalRouter,
  formatting: formattingRouter,
  language: languageRouter,
  settings: settingsRouter,
  versions: versionsRouter,
  imports: importsRouter,
  design: designRouter,
  drafts: draftsRouter,
  editorConfig: editorConfigRouter,
  history: historyRouter,
  share: shareRouter,
  chats: chatsRouter,
  providers: providersRouter,
  recipes: recipesRouter,
});
export type AppRouter = typeof appRouter;
