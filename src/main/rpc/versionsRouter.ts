import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import {
  Branch,
  BranchName,
  CommitId,
  CommittedChange,
  ExchangeJob,
  FileRevision,
  KeptChanges,
  LogPage,
  RemoteUrl,
  Resolution,
  SwitchMode,
  VersionContent,
} from "../../common/contracts/versions.ts";
import { procedure, router } from "./procedure.ts";
import { snapshots } from "./subscriptions.ts";

const OfApp = z.object({ appId: AppId });
/** Null means every change. */
const OfPaths = OfApp.extend({ paths: z.array(FilePath).max(20_000).nullable() });
const OfBranch = OfApp.extend({ name: z.string().min(1).max(200) });
const OfKept = OfApp.extend({ id: KeptChanges.shape.id });
const Kept = z.object({ kept: KeptChanges.nullable() });
const Host = z.string().min(1).max(260);

const changes = {
  watch: procedure
    .input(OfApp)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.versions.watch(input.appId), signal),
    ),
  init: procedure
    .input(OfApp)
    .mutation(({ ctx, input }) => ctx.services.versions.init(input.appId)),
  refresh: procedure
    .input(OfApp)
    .mutation(({ ctx, input }) => ctx.services.versions.refresh(input.appId)),
  stage: procedure
    .input(OfPaths)
    .mutation(({ ctx, input }) => ctx.services.versions.stage(input.appId, input.paths)),
  unstage: procedure
    .input(OfPaths)
    .mutation(({ ctx, input }) => ctx.services.versions.unstage(input.appId, input.paths)),
  commit: procedure
    .input(OfApp.extend({ message: z.string().max(100_000), amend: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.versions.commit(input.appId, input)),
  discard: procedure
    .input(OfPaths)
    .output(Kept)
    .mutation(({ ctx, input }) => ctx.services.versions.discard(input.appId, input.paths)),
  kept: procedure
    .input(OfApp)
    .output(z.array(KeptChanges).readonly())
    .query(({ ctx, input }) => ctx.services.versions.kept(input.appId)),
  restoreKept: procedure
    .input(OfKept)
    .mutation(({ ctx, input }) => ctx.services.versions.restoreKept(input.appId, input.id)),
  forgetKept: procedure
    .input(OfKept)
    .mutation(({ ctx, input }) => ctx.services.versions.forgetKept(input.appId, input.id)),
};

const branches = {
  branches: procedure
    .input(OfApp)
    .output(z.array(Branch).readonly())
    .query(({ ctx, input }) => ctx.services.versions.branches(input.appId)),
  createBranch: procedure
    .input(OfApp.extend({ name: BranchName, at: CommitId.nullable() }))
    .mutation(({ ctx, input }) =>
      ctx.services.versions.createBranch(input.appId, input.name, input.at),
    ),
  switchBranch: procedure
    .input(OfBranch.extend({ mode: SwitchMode }))
    .output(Kept)
    .mutation(({ ctx, input }) =>
      ctx.services.versions.switchBranch(input.appId, input.name, input.mode),
    ),
  renameBranch: procedure
    .input(OfApp.extend({ from: z.string().max(200), to: BranchName }))
    .mutation(({ ctx, input }) =>
      ctx.services.versions.renameBranch(input.appId, input.from, input.to),
    ),
  deleteBranch: procedure
    .input(OfBranch.extend({ force: z.boolean() }))
    .output(z.object({ was: CommitId }))
    .mutation(({ ctx, input }) =>
      ctx.services.versions.deleteBranch(input.appId, input.name, input.force),
    ),
  merge: procedure
    .input(OfBranch)
    .mutation(({ ctx, input }) => ctx.services.versions.merge(input.appId, input.name)),
  abortMerge: procedure
    .input(OfApp)
    .mutation(({ ctx, input }) => ctx.services.versions.abortMerge(input.appId)),
  resolve: procedure
    .input(OfApp.extend({ path: FilePath, how: Resolution }))
    .mutation(({ ctx, input }) =>
      ctx.services.versions.resolve(input.appId, input.path, input.how),
    ),
};

const history = {
  log: procedure
    .input(
      OfApp.extend({
        path: FilePath.nullable(),
        skip: z.number().int().min(0).max(1_000_000),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(LogPage)
    .query(({ ctx, input }) => ctx.services.versions.log(input.appId, input)),
  changesOf: procedure
    .input(OfApp.extend({ id: CommitId }))
    .output(z.array(CommittedChange).readonly())
    .query(({ ctx, input }) => ctx.services.versions.changesOf(input.appId, input.id)),
  version: procedure
    .input(OfApp.extend({ path: FilePath, revision: FileRevision }))
    .output(VersionContent)
    .query(({ ctx, input }) =>
      ctx.services.versions.version(input.appId, input.path, input.revision),
    ),
};

const remotes = {
  setRemote: procedure
    .input(OfApp.extend({ url: RemoteUrl.nullable() }))
    .mutation(({ ctx, input }) => ctx.services.versions.setRemote(input.appId, input.url)),
  exchange: procedure
    .input(OfApp.extend({ kind: ExchangeJob.shape.kind }))
    .output(ExchangeJob)
    .mutation(({ ctx, input }) => ctx.services.versions.exchange(input.appId, input.kind)),
  cancelExchange: procedure
    .input(OfApp)
    .mutation(({ ctx, input }) => ctx.services.versions.cancelExchange(input.appId)),
  setToken: procedure
    .input(z.object({ host: Host, token: z.string().trim().min(1).max(2_000) }))
    .output(z.object({ isKept: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.versions.setToken(input.host, input.token)),
  forgetToken: procedure
    .input(z.object({ host: Host }))
    .mutation(({ ctx, input }) => ctx.services.versions.forgetToken(input.host)),
};

export const versionsRouter = router({ ...changes, ...branches, ...history, ...remotes });
