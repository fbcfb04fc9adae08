import { ChatFold } from "../../../../common/apps/chat/reduceChat.ts";
import type { ChatState } from "../../../../common/apps/chat/chatState.ts";
import {
  type ChatEvent,
  type ChatId,
  DurableChatEvent,
  type EphemeralChatEvent,
} from "../../../../common/contracts/chat.ts";
import type { Untimed } from "../agentPorts.ts";
import type { ChatLog } from "./chatLog.ts";
import { type ChatPlace, type ChatReading, ChatReaders } from "./chatReaders.ts";
import type { ChatStore } from "./chatStore.ts";

/** Durable events that a reader who was cut off is still given one by one. */
const RING = 4_000;

const EPHEMERAL: ReadonlySet<ChatEvent["type"]> = new Set<EphemeralChatEvent["type"]>([
  "part.delta",
  "tool.input.delta",
  "tool.progress",
  "tool.output",
]);

/** One chat: its events so far, folded, and who follows it. */
export class ChatStream {
  readonly id: ChatId;
  readonly #log: ChatLog;
  readonly #now: () => number;
  readonly #fold: ChatFold;
  readonly #readers: ChatReaders;
  #ring: DurableChatEvent[] = [];
  /** Of the last event. */
  #seq: number;
  /** Texts of open parts that are not kept yet, by part. */
  readonly #unkept = new Map<string, { start: number; text: string }>();

  constructor(
    id: ChatId,
    { log, store, now }: { log: ChatLog; store: ChatStore; now: () => number },
  ) {
    this.id = id;
    this.#log = log;
    this.#now = now;
    this.#fold = new ChatFold();
    this.#seq = 0;
    for (const { seq, body } of store.events(id)) {
      this.#fold.apply(DurableChatEvent.parse(JSON.parse(body)));
      this.#seq = seq;
    }
    this.#readers = new ChatReaders({
      epoch: log.epoch,
      head: () => this.#seq,
      state: () => this.state,
      since: (seq) => this.#since(seq),
      now,
    });
  }

  /** Of now: read it at once. */
  get state(): ChatState {
    return this.#fold.state;
  }

  get isFollowed(): boolean {
    return this.#readers.count > 0;
  }

  /** Whoever follows it gets this once it is kept. */
  emit(untimed: Untimed<ChatEvent>): void {
    // Adding the time to a member of a union makes it that member again, which the compiler
    // cannot follow.
    const event = { ...untimed, at: this.#now() } as ChatEvent;
    this.#fold.apply(event);
    if (isEphemeral(event)) {
      if (event.type === "part.delta") this.#addUnkept(event.part, event.offset, event.delta);
      this.#readers.touched(event);
    } else {
      if (event.type === "part.ended") this.#endPartial(event.part);
      this.#append(event);
    }
    this.#log.afterWrite(this.#tell);
  }

  /** @param place where the reader is; null values for a snapshot. */
  follow(reader: string, place: ChatPlace, onLeave: () => void): ChatReading {
    return this.#readers.follow(reader, place, { flush: () => this.#log.flush(), onLeave });
  }

  acknowledge(reader: string): void {
    this.#readers.acknowledge(reader);
  }

  #append(event: DurableChatEvent): void {
    this.#seq += 1;
    this.#log.append(this.id, this.#seq, event);
    this.#ring.push(event);
    if (this.#ring.length > 1.5 * RING) this.#ring = this.#ring.slice(-RING);
  }

  /** Undefined when that is further back than what is in memory. */
  #since(seq: number): readonly DurableChatEvent[] | undefined {
    const base = this.#seq - this.#ring.length;
    return seq < base || seq > this.#seq ? undefined : this.#ring.slice(seq - base);
  }

  /** One row a turn for each open part, however small the model's pieces are. */
  #addUnkept(part: string, start: number, delta: string): void {
    const known = this.#unkept.get(part);
    if (known !== undefined) {
      known.text += delta;
      return;
    }
    this.#unkept.set(part, { start, text: delta });
    this.#log.beforeWrite(this.#keepPartials);
  }

  readonly #keepPartials = (): void => {
    for (const [part, { start, text }] of this.#unkept) {
      this.#log.keepPartial(this.id, part, start, text);
    }
    this.#unkept.clear();
  };

  #endPartial(part: string): void {
    this.#unkept.delete(part);
    this.#log.dropPartial(this.id, part);
  }

  readonly #tell = (): void => this.#readers.tell();
}

function isEphemeral(event: ChatEvent): event is EphemeralChatEvent {
  return EPHEMERAL.has(event.type);
}
