import { type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import {
  BodyId,
  ChatChoice,
  ChatFound,
  type ChatFrame,
  ChatId,
  ChatIntent,
  ChatSummary,
  DayUsage,
} from "../../common/contracts/chat.ts";
import type { ChatReading } from "../services/agent/log/chatReaders.ts";
import { procedure, router } from "./procedure.ts";
import { snapshots, Wakeup } from "./subscriptions.ts";

const OfApp = z.object({ appId: AppId });
const OfChat = z.object({ chatId: ChatId });
const Reader = z.string().min(1).max(64);
const Seq = z.number().int().nonnegative();
const IntentId = z.string().min(8).max(64);

/** Follows a chat: a snapshot or what is missing first, then every event as it comes. */
const follow = {
  follow: procedure
    .input(
      OfChat.extend({
        reader: Reader,
        /** Where the reader is; both, or neither for a snapshot. */
        epoch: z.string().max(64).nullish(),
        since: Seq.nullish(),
        /** `epoch:seq`, by a client that was cut off. */
        lastEventId: z.string().max(100).nullish(),
      }),
    )
    .subscription(({ ctx, input, signal }) => {
      const [epoch, since] = placeOf(input.lastEventId) ?? [input.epoch, input.since];
      const place = { epoch: epoch ?? null, since: since ?? null };
      return frames(ctx.services.chats.follow(input.chatId, input.reader, place), signal);
    }),
  /** One frame was drawn: the next one may come. */
  ack: procedure
    .input(OfChat.extend({ reader: Reader, seq: Seq }))
    .mutation(({ ctx, input }) => ctx.services.chats.acknowledge(input.chatId, input.reader)),
};

const conversations = {
  watch: procedure
    .input(OfApp)
    .subscription(({ ctx, input, signal }) =>
      snapshots(ctx.services.chats.watch(input.appId), signal),
    ),
  list: procedure
    .input(OfApp)
    .output(z.array(ChatSummary).readonly())
    .query(({ ctx, input }) => ctx.services.chats.watch(input.appId).value),
  create: procedure
    .input(OfApp.extend({ title: z.string().trim().max(200).optional() }))
    .output(ChatSummary)
    .mutation(({ ctx, input }) => ctx.services.chats.create(input.appId, input.title ?? "")),
  rename: procedure
    .input(OfChat.extend({ title: z.string().trim().min(1).max(200) }))
    .mutation(({ ctx, input }) => ctx.services.chats.rename(input.chatId, input.title)),
  remove: procedure
    .input(OfChat)
    .mutation(({ ctx, input }) => ctx.services.chats.remove(input.chatId)),
  search: procedure
    .input(OfApp.extend({ text: z.string().trim().min(1).max(200) }))
    .output(z.array(ChatFound).readonly())
    .query(({ ctx, input }) => ctx.services.chats.search(input.appId, input.text)),
  export: procedure
    .input(OfChat)
    .output(z.object({ name: z.string(), markdown: z.string() }))
    .query(({ ctx, input }) => ctx.services.chats.export(input.chatId)),
};

export const chatsRouter = router({
  ...follow,
  ...conversations,
  intend: procedure
    .input(OfChat.extend({ id: IntentId, intent: ChatIntent }))
    .mutation(({ ctx, input }) => ctx.services.chats.intend(input.chatId, input.id, input.intent)),
  /** A kept body, base64. */
  body: procedure
    .input(z.object({ bodyId: BodyId }))
    .output(z.object({ base64: z.string() }).nullable())
    .query(({ ctx, input }) => ctx.services.chats.body(input.bodyId)),
  /** Keeps what is attached to a message, as an image. */
  keepBody: procedure
    .input(z.object({ base64: z.base64().max(14_000_000) }))
    .output(z.object({ bodyId: BodyId }))
    .mutation(({ ctx, input }) => ctx.services.chats.keepBody(input.base64)),
  choice: procedure.subscription(({ ctx, signal }) => snapshots(ctx.services.chats.choice, signal)),
  choose: procedure
    .input(ChatChoice)
    .mutation(({ ctx, input }) => ctx.services.chats.choose(input)),
  usage: procedure
    .output(z.array(DayUsage).readonly())
    .query(({ ctx }) => ctx.services.chats.usageByDay()),
});

async function* frames(
  reading: ChatReading,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<ChatFrame>> {
  const more = new Wakeup(reading.onMore, signal);
  try {
    while (!more.ended) {
      for (let frame = reading.next(); frame !== null && !more.ended; frame = reading.next()) {
        yield tracked(`${frame.epoch}:${frame.seq}`, frame);
      }
      await more.next();
    }
  } finally {
    more.stop();
    reading[Symbol.dispose]();
  }
}

function placeOf(id: string | null | undefined): readonly [string, number] | undefined {
  const found = /^([\w-]{1,64}):(\d{1,15})$/.exec(id ?? "");
  return found === null ? undefined : [found[1] ?? "", Number(found[2])];
}
