import type { CallState, ChatState } from "../../../../common/apps/chat/chatState.ts";
import { isOver } from "../../../../common/apps/chat/reduceChat.ts";
import { unreachable } from "../../../../common/base/assert.ts";
import { Emitter, type Listen } from "../../../../common/base/event.ts";
import type {
  ChatEvent,
  ChatFrame,
  DurableChatEvent,
  EphemeralChatEvent,
} from "../../../../common/contracts/chat.ts";
import type { Untimed } from "../agentPorts.ts";

/** Where a reader is; null values for one that has nothing. */
export interface ChatPlace {
  readonly epoch: string | null;
  readonly since: number | null;
}

/** What one reader gets, as fast as it acknowledges. */
export interface ChatReading extends Disposable {
  /** Null while there is nothing more, or while the reader has not drawn what it got. */
  next(): ChatFrame | null;
  readonly onMore: Listen<void>;
}

/** Frames that a reader may have without having drawn them: one on its way while one is drawn. */
const WINDOW = 2;

export interface ReadersOptions {
  readonly epoch: string;
  /** Seq of the last durable event. */
  readonly head: () => number;
  readonly state: () => ChatState;
  /** Durable events after that one; undefined when they are no longer in memory. */
  readonly since: (seq: number) => readonly DurableChatEvent[] | undefined;
  readonly now: () => number;
}

interface Reader {
  sent: number;
  needsSnapshot: boolean;
  /** Frames handed out and not drawn. */
  waiting: number;
  /** What has more than was sent, by its key. */
  readonly dirty: Set<string>;
  /** How much of each live text was sent. */
  readonly offsets: Map<string, number>;
  readonly more: Emitter<void>;
}

/**
 * The windows that follow one chat, each at its own pace. Nothing queues up for a slow one: of
 * durable events it is known which was sent last, and of texts that grow how far they were sent.
 * What it gets next is cut from the chat as it is then, so deltas merge and progress that is out
 * of date is left out.
 */
export class ChatReaders {
  readonly #options: ReadersOptions;
  readonly #readers = new Map<string, Reader>();

  constructor(options: ReadersOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#readers.size;
  }

  follow(
    name: string,
    { epoch, since }: ChatPlace,
    { flush, onLeave }: { readonly flush: () => boolean; readonly onLeave: () => void },
  ): ChatReading {
    const isKnown = epoch === this.#options.epoch && since !== null;
    const reader: Reader = {
      sent: since ?? 0,
      needsSnapshot: !isKnown || this.#options.since(since) === undefined,
      waiting: 0,
      dirty: new Set(liveTexts(this.#options.state()).keys()),
      offsets: new Map(),
      more: new Emitter<void>(),
    };
    this.#readers.set(name, reader);
    return {
      // What is handed out must be kept before.
      next: () => (reader.waiting < WINDOW && flush() ? this.#next(reader) : null),
      onMore: reader.more.on,
      [Symbol.dispose]: () => {
        // The same window may follow anew before its last reading was taken down.
        if (this.#readers.get(name) === reader) this.#readers.delete(name);
        onLeave();
      },
    };
  }

  acknowledge(name: string): void {
    const reader = this.#readers.get(name);
    if (reader === undefined || reader.waiting === 0) return;
    reader.waiting -= 1;
    reader.more.fire();
  }

  touched(event: EphemeralChatEvent): void {
    if (this.#readers.size === 0) return;
    const key = keyOf(event);
    for (const { dirty } of this.#readers.values()) dirty.add(key);
  }

  /** There is more, and it is kept. */
  tell(): void {
    for (const { more } of this.#readers.values()) more.fire();
  }

  #next(reader: Reader): ChatFrame | null {
    const { epoch, head, state, since } = this.#options;
    const durable = reader.needsSnapshot ? undefined : since(reader.sent);
    const seq = head();
    if (durable === undefined) return this.#snapshot(reader);
    reader.sent = seq;
    const growth = reader.dirty.size === 0 ? [] : this.#growth(reader, state());
    const events: readonly ChatEvent[] = [...durable, ...growth];
    if (events.length === 0) return null;
    reader.waiting += 1;
    return { kind: "events", epoch, seq, events: [...events] };
  }

  #snapshot(reader: Reader): ChatFrame {
    const { epoch, head, state } = this.#options;
    const { messages, parts, calls, runs, ...rest } = state();
    reader.needsSnapshot = false;
    reader.sent = head();
    reader.waiting += 1;
    reader.dirty.clear();
    reader.offsets.clear();
    for (const [key, text] of liveTexts(state())) reader.offsets.set(key, text.length);
    // Copied: it is turned to text later, when the chat may have gone on.
    const copy: ChatState = {
      messages: { ...messages },
      parts: { ...parts },
      calls: { ...calls },
      runs: { ...runs },
      ...rest,
    };
    return { kind: "snapshot", epoch, seq: reader.sent, state: copy };
  }

  #growth(reader: Reader, state: ChatState): readonly EphemeralChatEvent[] {
    const at = this.#options.now();
    const grown = [...reader.dirty].flatMap((key) => grownOf(key, state, reader.offsets));
    reader.dirty.clear();
    return grown.map((event) => ({ ...event, at }));
  }
}

/** `part <id>`, `input <call> <field>`, `output <call>` or `progress <call>`. */
function keyOf(event: EphemeralChatEvent): string {
  switch (event.type) {
    case "part.delta":
      return `part ${event.part}`;
    case "tool.input.delta":
      return `input ${event.call} ${event.field}`;
    case "tool.output":
      return `output ${event.call}`;
    case "tool.progress":
      return `progress ${event.call}`;
    default:
      return unreachable(event);
  }
}

function grownOf(
  key: string,
  state: ChatState,
  offsets: Map<string, number>,
): readonly Untimed<EphemeralChatEvent>[] {
  const [kind = "", id = "", field = ""] = key.split(" ");
  const call = state.calls[id];
  if (kind === "progress") return call === undefined ? [] : progressOf(call);
  const text = liveText(kind, { id, field }, state);
  const offset = offsets.get(key) ?? 0;
  if (text === undefined) {
    offsets.delete(key);
    return [];
  }
  if (text.length <= offset) return [];
  offsets.set(key, text.length);
  const delta = text.slice(offset);
  if (kind === "part") return [{ type: "part.delta", part: partId(state, id), offset, delta }];
  if (call === undefined) return [];
  if (kind === "output") return [{ type: "tool.output", call: call.id, offset, delta }];
  return [{ type: "tool.input.delta", call: call.id, field, offset, delta }];
}

function partId(state: ChatState, id: string): NonNullable<ChatState["parts"][string]>["id"] {
  const part = state.parts[id];
  if (part === undefined) throw new Error(`Broken invariant: part ${id} is missing`);
  return part.id;
}

function progressOf(call: CallState): readonly Untimed<EphemeralChatEvent>[] {
  if (isOver(call)) return [];
  const { id, percent, progress: message } = call;
  return [{ type: "tool.progress", call: id, percent, message }];
}

/** Undefined for what no longer grows: its whole text is in a durable event. */
function liveText(
  kind: string,
  { id, field }: { readonly id: string; readonly field: string },
  state: ChatState,
): string | undefined {
  if (kind === "part") {
    const part = state.parts[id];
    return part === undefined || part.ended ? undefined : part.text;
  }
  const call = state.calls[id];
  if (call === undefined) return undefined;
  if (kind === "output") return call.outputText;
  return call.phase === "drafting" ? (call.draft[field] ?? "") : undefined;
}

/** All texts of the run under way that may still grow, by their key. */
function liveTexts(state: ChatState): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const run = state.running === null ? undefined : state.runs[state.running];
  for (const { kind, id } of state.messages[run?.answer ?? ""]?.content ?? []) {
    if (kind === "part") {
      const part = state.parts[id];
      if (part?.ended === false) texts.set(`part ${id}`, part.text);
      continue;
    }
    const call = state.calls[id];
    if (call === undefined) continue;
    if (call.outputText !== "") texts.set(`output ${id}`, call.outputText);
    for (const [field, text] of Object.entries(call.draft)) {
      texts.set(`input ${id} ${field}`, text);
    }
  }
  return texts;
}
