import { z } from "zod";
import type { ChatState } from "../../common/apps/chat/chatState.ts";
import { ChatFold } from "../../common/apps/chat/reduceChat.ts";
import type { ChatEvent, ChatFrame, ChatId } from "../../common/contracts/chat.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import { studio, toProblem } from "./studio.ts";

export interface ChatUpdate {
  readonly state: ChatState;
  /** What happened since the last update; null after a snapshot. */
  readonly events: readonly ChatEvent[] | null;
}

interface Listener {
  readonly onUpdate: (update: ChatUpdate) => void;
  readonly onProblem: (problem: Problem) => void;
}

/** Folded by the same program that wrote it; checked only for being one at all. */
const Snapshot = z.custom<ChatState>(
  (value) => z.object({ messages: z.record(z.string(), z.unknown()) }).safeParse(value).success,
);

/** JSON may leave out what is unknown. */
type SentFrame =
  | { readonly kind: "snapshot"; readonly epoch: string; readonly seq: number; state?: unknown }
  | Extract<ChatFrame, { kind: "events" }>;

const RETRY_MS = 1000;

/**
 * Follows one chat until the returned function is called. Frames are applied as they come and
 * acknowledged when the window has drawn them: a window that is slow or hidden gets fewer and
 * larger ones, and none of them waits in its memory.
 */
export function followChat(chatId: ChatId, listener: Listener): () => void {
  const stream = new ChatStream(chatId, listener);
  stream.start();
  return () => stream.stop();
}

class ChatStream {
  readonly #chatId: ChatId;
  readonly #reader = crypto.randomUUID();
  readonly #listener: Listener;
  #fold = new ChatFold();
  #place: { readonly epoch: string; readonly since: number } | null = null;
  #subscription: { unsubscribe(): void } | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(chatId: ChatId, listener: Listener) {
    this.#chatId = chatId;
    this.#listener = listener;
  }

  start(): void {
    this.#subscription = studio.chats.follow.subscribe(
      { chatId: this.#chatId, reader: this.#reader, ...this.#place },
      {
        onData: ({ data }) => this.#take(data),
        onError: (error) => this.#startAgain(error),
      },
    );
  }

  stop(): void {
    this.#ended = true;
    clearTimeout(this.#retry);
    this.#subscription?.unsubscribe();
  }

  #take(frame: SentFrame): void {
    if (this.#ended) return;
    this.#place = { epoch: frame.epoch, since: frame.seq };
    if (frame.kind === "snapshot") this.#fold = new ChatFold(Snapshot.parse(frame.state));
    else for (const event of frame.events) this.#fold.apply(event);
    const events = frame.kind === "events" ? frame.events : null;
    this.#listener.onUpdate({ state: this.#fold.state, events });
    requestAnimationFrame(() => this.#acknowledge(frame.seq));
  }

  #acknowledge(seq: number): void {
    if (this.#ended) return;
    const input = { chatId: this.#chatId, reader: this.#reader, seq };
    // When it does not arrive, the contact is lost, and following begins anew.
    studio.chats.ack.mutate(input).catch(() => undefined);
  }

  #startAgain(error: unknown): void {
    if (this.#ended) return;
    this.#listener.onProblem(toProblem(error));
    this.#retry = setTimeout(() => this.start(), RETRY_MS);
  }
}
