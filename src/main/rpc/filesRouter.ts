import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import {
  FileContent,
  FileEntry,
  FileFacts,
  FileRange,
  FileTree,
  FoundRow,
  MAX_RANGE_BYTES,
  MAX_ROWS,
  RemovedEntry,
  TextEncoding,
  TextRow,
  TextShape,
  UploadPart,
  WriteFileInput,
  WrittenFile,
} from "../../common/contracts/files.ts";
import { procedure, router } from "./procedure.ts";
import { fileChanges } from "./subscriptions.ts";

const OfApp = z.object({ appId: AppId });
const OfFile = OfApp.extend({ path: FilePath });
const Move = OfApp.extend({ from: FilePath, to: FilePath });
const Row = z.number().int().min(0);

/** The files of open apps. */
export const filesRouter = router({
  tree: procedure
    .input(OfApp)
    .output(FileTree)
    .query(({ ctx, input }) => ctx.services.files(input.appId).tree()),
  listFolder: procedure
    .input(OfFile)
    .output(z.array(FileEntry).readonly())
    .query(({ ctx, input }) => ctx.services.files(input.appId).listFolder(input.path)),
  read: procedure
    .input(OfFile.extend({ encoding: TextEncoding.optional() }))
    .output(FileContent)
    .query(({ ctx, input }) => ctx.services.files(input.appId).read(input.path, input.encoding)),
  facts: procedure
    .input(OfFile)
    .output(FileFacts)
    .query(({ ctx, input }) => ctx.services.files(input.appId).facts(input.path)),
  readRange: procedure
    .input(
      OfFile.extend({
        offset: z.number().int().min(0),
        length: z.number().int().min(1).max(MAX_RANGE_BYTES),
      }),
    )
    .output(FileRange)
    .query(({ ctx, input: { appId, path, offset, length } }) =>
      ctx.services.files(appId).readRange(path, offset, length),
    ),
  textShape: procedure
    .input(OfFile)
    .output(TextShape)
    .query(({ ctx, input }) => ctx.services.files(input.appId).textShape(input.path)),
  textRows: procedure
    .input(OfFile.extend({ from: Row, count: z.number().int().min(1).max(MAX_ROWS) }))
    .output(z.array(TextRow).readonly())
    .query(({ ctx, input: { appId, path, from, count } }) =>
      ctx.services.files(appId).textRows(path, from, count),
    ),
  findRow: procedure
    .input(OfFile.extend({ text: z.string().min(1).max(200), from: Row }))
    .output(FoundRow)
    .query(({ ctx, input: { appId, path, text, from }, signal }) =>
      ctx.services.files(appId).findRow(path, text, from, signal),
    ),
  write: procedure
    .input(WriteFileInput)
    .output(WrittenFile)
    .mutation(({ ctx, input }) => ctx.services.files(input.appId).write(input)),
  createFolder: procedure
    .input(OfFile)
    .mutation(({ ctx, input }) => ctx.services.files(input.appId).createFolder(input.path)),
  rename: procedure
    .input(Move)
    .mutation(({ ctx, input }) => ctx.services.files(input.appId).rename(input.from, input.to)),
  copy: procedure
    .input(Move)
    .mutation(({ ctx, input }) => ctx.services.files(input.appId).copy(input.from, input.to)),
  upload: procedure
    .input(UploadPart)
    .mutation(({ ctx, input: { appId, body, last, ...part } }) =>
      ctx.services.files(appId).upload({ ...part, bytes: Buffer.from(body, "base64") }, last),
    ),
  remove: procedure
    .input(OfFile)
    .output(RemovedEntry)
    .mutation(({ ctx, input }) => ctx.services.files(input.appId).remove(input.path)),
  restore: procedure
    .input(OfApp.extend({ trashId: z.string().max(200) }))
    .mutation(({ ctx, input }) => ctx.services.files(input.appId).restore(input.trashId)),
  reveal: procedure
    .input(OfFile)
    .mutation(({ ctx, input }) => ctx.services.files(input.appId).reveal(input.path)),
  watch: procedure
    .input(OfApp.extend({ lastEventId: z.coerce.number().int().nullish() }))
    .subscription(({ ctx, input, signal }) =>
      fileChanges(ctx.services.files(input.appId), input.lastEventId ?? 0, signal),
    ),
});
