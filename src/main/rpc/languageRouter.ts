import { type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import type { Watched } from "../../common/base/event.ts";
import {
  AboutText,
  AtPosition,
  Diagnostic,
  type DiagnosticsChange,
  FileMoveInput,
  LanguageServerId,
  type LanguageStatus,
  LanguageWindow,
  LocationKind,
  SyncTextInput,
  TextRange,
  WorkspaceEdit,
} from "../../common/contracts/language.ts";
import { procedure, router } from "./procedure.ts";
import type { LanguageService } from "../services/language/languageService.ts";
import { snapshots, Wakeup } from "./subscriptions.ts";

const OfApp = z.object({ appId: AppId });
const OfServer = z.object({ server: LanguageServerId });
const Character = z.string().max(4).nullable();

/** The questions an editor may ask the language servers: a closed list. */
export const languageRouter = router({
  /** The window's session lasts as long as this does. */
  watch: procedure
    .input(LanguageWindow)
    .subscription(({ ctx, input, signal }) => session(ctx.services.language, input, signal)),
  watchDiagnostics: procedure
    .input(OfApp)
    .subscription(({ ctx, input, signal }) =>
      diagnostics(ctx.services.language, input.appId, signal),
    ),
  sync: procedure
    .input(SyncTextInput)
    .mutation(({ ctx, input }) => ctx.services.language.sync(input)),
  cancel: procedure
    .input(LanguageWindow.extend({ call: z.string().max(64) }))
    .mutation(({ ctx, input }) => ctx.services.language.cancel(input, input.call)),
  restart: procedure
    .input(OfApp.extend(OfServer.shape))
    .mutation(({ ctx, input }) => ctx.services.language.restart(input.appId, input.server)),
  library: procedure
    .input(OfApp.extend({ id: z.string().max(4096) }))
    .query(({ ctx, input }) => ctx.services.language.library(input.appId, input.id)),
  completion: procedure
    .input(AtPosition.extend({ ...OfServer.shape, character: Character, again: z.boolean() }))
    .query(({ ctx, input }) => ctx.services.language.completion(input.server, input, input)),
  resolveCompletion: procedure
    .input(
      AboutText.extend({
        ...OfServer.shape,
        list: z.number().int(),
        index: z.number().int().min(0),
      }),
    )
    .query(({ ctx, input }) => ctx.services.language.resolveCompletion(input.server, input, input)),
  hover: procedure
    .input(AtPosition.extend(OfServer.shape))
    .query(({ ctx, input }) => ctx.services.language.hover(input.server, input)),
  signatureHelp: procedure
    .input(AtPosition.extend({ character: Character, retrigger: z.boolean() }))
    .query(({ ctx, input }) => ctx.services.language.signatureHelp(input, input)),
  locations: procedure
    .input(AtPosition.extend({ kind: LocationKind }))
    .query(({ ctx, input }) => ctx.services.language.locations(input.kind, input)),
  highlights: procedure
    .input(AtPosition)
    .query(({ ctx, input }) => ctx.services.language.highlights(input)),
  fileSymbols: procedure
    .input(AboutText)
    .query(({ ctx, input }) => ctx.services.language.fileSymbols(input)),
  projectSymbols: procedure
    .input(OfApp.extend({ query: z.string().max(200) }))
    .query(({ ctx, input }) => ctx.services.language.projectSymbols(input.appId, input.query)),
  renameTarget: procedure
    .input(AtPosition)
    .query(({ ctx, input }) => ctx.services.language.renameTarget(input)),
  rename: procedure
    .input(AtPosition.extend({ newName: z.string().min(1).max(500) }))
    .query(({ ctx, input }) => ctx.services.language.rename(input, input.newName)),
  codeActions: procedure
    .input(
      AboutText.extend({
        ...OfServer.shape,
        range: TextRange,
        diagnostics: z.array(Diagnostic).max(200),
        only: z.string().max(100).nullable(),
      }),
    )
    .query(({ ctx, input }) => ctx.services.language.codeActions(input.server, input, input)),
  inlayHints: procedure
    .input(AboutText.extend({ range: TextRange }))
    .query(({ ctx, input }) => ctx.services.language.inlayHints(input, input.range)),
  semanticTokens: procedure
    .input(AboutText)
    .query(({ ctx, input }) => ctx.services.language.semanticTokens(input)),
  foldingRanges: procedure
    .input(AboutText)
    .query(({ ctx, input }) => ctx.services.language.foldingRanges(input)),
  selectionRanges: procedure
    .input(AtPosition)
    .query(({ ctx, input }) => ctx.services.language.selectionRanges(input)),
  linkedRanges: procedure
    .input(AtPosition)
    .query(({ ctx, input }) => ctx.services.language.linkedRanges(input)),
  colors: procedure.input(AboutText).query(({ ctx, input }) => ctx.services.language.colors(input)),
  moveEdits: procedure
    .input(OfApp.extend({ moves: z.array(FileMoveInput).max(10_000) }))
    .query(({ ctx, input }) => ctx.services.language.moveEdits(input.appId, input.moves)),
  editFiles: procedure
    .input(OfApp.extend({ edit: WorkspaceEdit }))
    .mutation(({ ctx, input }) => ctx.services.language.editFiles(input.appId, input.edit)),
});

async function* session(
  language: LanguageService,
  window: LanguageWindow,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<LanguageStatus>> {
  const status: Watched<LanguageStatus> = language.join(window);
  const { session: mine } = status.value;
  try {
    yield* snapshots(status, signal);
  } finally {
    language.leave(window, mine);
  }
}

/** All that is known at once, then what changes; a slow reader gets each file's newest. */
async function* diagnostics(
  language: LanguageService,
  appId: AppId,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<DiagnosticsChange>> {
  const store = language.diagnostics(appId);
  const news = new Map<string, DiagnosticsChange["files"][number]>();
  const stop = store.onChange((file) => {
    if (file !== null) news.set(`${file.server}:${file.path}`, file);
  });
  const changed = new Wakeup(store.onChange, signal);
  let count = 0;
  try {
    yield tracked(String(count++), { reset: true, files: store.all(), project: store.project });
    while (!changed.ended) {
      await changed.next();
      const files = [...news.values()];
      news.clear();
      yield tracked(String(count++), { reset: false, files, project: store.project });
    }
  } finally {
    stop();
    changed.stop();
  }
}
