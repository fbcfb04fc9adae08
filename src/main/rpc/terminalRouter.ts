import { type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import {
  MAX_INPUT,
  TerminalId,
  TerminalName,
  type TerminalOutput,
  type TerminalReading,
  TerminalSize,
} from "../../common/contracts/terminal.ts";
import { procedure, router } from "./procedure.ts";
import { snapshots, Wakeup } from "./subscriptions.ts";

const OfApp = z.object({ appId: AppId });
const OfTerminal = z.object({ id: TerminalId });
const Offset = z.coerce.number().int().nonnegative();
const Reader = z.string().min(1).max(64);

export const terminalRouter = router({
  watch: procedure
    .input(OfApp)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.terminals.watch(input.appId), signal),
    ),
  open: procedure
    .input(OfApp.extend({ size: TerminalSize }))
    .output(OfTerminal)
    .mutation(({ ctx, input }) => ({ id: ctx.services.terminals.open(input.appId, input.size) })),
  read: procedure
    .input(OfTerminal.extend({ reader: Reader, lastEventId: Offset.nullish() }))
    .subscription(({ ctx, input, signal }) =>
      output(
        ctx.services.terminals.read(input.id, input.reader, input.lastEventId ?? null),
        signal,
      ),
    ),
  acknowledge: procedure
    .input(OfTerminal.extend({ reader: Reader, offset: Offset }))
    .mutation(({ ctx, input }) =>
      ctx.services.terminals.acknowledge(input.id, input.reader, input.offset),
    ),
  write: procedure
    .input(OfTerminal.extend({ data: z.string().max(MAX_INPUT) }))
    .mutation(({ ctx, input }) => ctx.services.terminals.write(input.id, input.data)),
  resize: procedure
    .input(OfTerminal.extend({ size: TerminalSize }))
    .mutation(({ ctx, input }) => ctx.services.terminals.resize(input.id, input.size)),
  rename: procedure
    .input(OfTerminal.extend({ name: TerminalName }))
    .mutation(({ ctx, input }) => ctx.services.terminals.rename(input.id, input.name)),
  clear: procedure
    .input(OfTerminal)
    .mutation(({ ctx, input }) => ctx.services.terminals.clear(input.id)),
  close: procedure
    .input(OfTerminal)
    .mutation(({ ctx, input }) => ctx.services.terminals.close(input.id)),
});

/** Each piece is tracked by the offset behind it, so that a page that was cut off goes on there. */
async function* output(
  reading: TerminalReading,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<TerminalOutput>> {
  const more = new Wakeup(reading.onMore, signal);
  try {
    while (!more.ended) {
      for (let piece = reading.next(); piece !== null && !more.ended; piece = reading.next()) {
        yield tracked(String(piece.offset), piece.output);
      }
      await more.next();
    }
  } finally {
    more.stop();
    reading[Symbol.dispose]();
  }
}
