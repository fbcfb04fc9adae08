import type { AppId } from "../../../common/apps/appId.ts";
import type { ChatState } from "../../../common/apps/chat/chatState.ts";
import { Emitter, type Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type {
  BodyId,
  ChatChoice,
  ChatFound,
  ChatId,
  ChatIntent,
  ChatSummary,
  DayUsage,
} from "../../../common/contracts/chat.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { ChatActor, type ActorPorts, type EndedRun } from "./actor/chatActor.ts";
import { newId } from "./actor/newId.ts";
import { reconcile } from "./actor/reconcile.ts";
import { chatMarkdown } from "./chatMarkdown.ts";
import { ChatLog } from "./log/chatLog.ts";
import type { ChatPlace, ChatReading } from "./log/chatReaders.ts";
import type { ChatRow } from "./log/chatStore.ts";
import { ChatStream } from "./log/chatStream.ts";

export interface ChatsOptions extends Omit<
  ActorPorts,
  "log" | "logger" | "choice" | "changed" | "runEnded"
> {
  readonly choice: ChoiceMemory;
  /** A run ended: a person who looks elsewhere may want to know. */
  readonly runEnded: (ended: EndedRun & { readonly title: string }) => void;
  /** Chats cannot be written; whatever ran was stopped. */
  readonly stuck: () => void;
  readonly log: Log;
}

/** What runs use unless a chat says otherwise, across restarts. */
export interface ChoiceMemory extends Watched<ChatChoice> {
  set(choice: ChatChoice): void;
}

/** Chats that nobody follows and that do nothing stay in memory up to this many. */
const IDLE_KEPT = 8;
const DAYS_OF_USAGE = 90;

/** The chats of all apps. */
export class ChatsService implements AsyncDisposable {
  readonly #options: ChatsOptions;
  readonly #log: ChatLog;
  /** In the order of their last use. */
  readonly #actors = new Map<ChatId, ChatActor>();
  readonly #changed = new Emitter<AppId>();
  readonly choice: Watched<ChatChoice>;

  constructor(options: ChatsOptions) {
    this.#options = options;
    this.choice = options.choice;
    this.#log = new ChatLog({
      store: options.store,
      now: options.now,
      onStuck: () => {
        for (const actor of this.#actors.values()) void actor.stop("studio");
        options.stuck();
      },
      log: options.log.child("log"),
    });
  }

  /** Ends what a killed Studio left open. Before anyone follows a chat. */
  start(): void {
    for (const { id, running } of this.#options.store.unfinished()) {
      if (running === null) continue;
      const { stream } = this.#actor(id);
      reconcile(stream, running, this.#options.store.partials(id));
      this.#log.setRunning(id, null);
    }
    this.#log.flush();
  }

  watch(appId: AppId): Watched<readonly ChatSummary[]> {
    const list = (): readonly ChatSummary[] => this.#list(appId);
    return {
      get value() {
        return list();
      },
      onChange: (listener) =>
        this.#changed.on((changed) => {
          if (changed === appId) listener(list());
        }),
    };
  }

  create(appId: AppId, title: string): ChatSummary {
    const now = this.#options.now();
    const chat = { id: newId.chat(), appId, title, createdAt: now, changedAt: now };
    this.#options.store.create(chat);
    this.#changed.fire(appId);
    return this.#summary({ ...chat, running: null });
  }

  rename(id: ChatId, title: string): void {
    const { appId } = this.#row(id);
    this.#options.store.rename(id, title);
    this.#actors.get(id)?.renamed(title);
    this.#changed.fire(appId);
  }

  async remove(id: ChatId): Promise<void> {
    const { appId } = this.#row(id);
    await this.#actors.get(id)?.stop("person");
    this.#log.flush();
    this.#actors.delete(id);
    this.#options.store.remove(id);
    this.#changed.fire(appId);
  }

  /** The app is being closed: nothing may work on it any more. */
  async stopAll(appId: AppId): Promise<void> {
    const ofApp = [...this.#actors.values()].filter((actor) => actor.appId === appId);
    await Promise.all(ofApp.map((actor) => actor.stop("studio")));
  }

  follow(id: ChatId, reader: string, place: ChatPlace): ChatReading {
    return this.#actor(id).stream.follow(reader, place, () => this.#forgetIdle());
  }

  acknowledge(id: ChatId, reader: string): void {
    this.#actors.get(id)?.stream.acknowledge(reader);
  }

  /** @throws when it cannot be done; nothing of it is done then. */
  async intend(id: ChatId, intentId: string, intent: ChatIntent): Promise<void> {
    await this.#actor(id).intend(intentId, intent);
  }

  /** The chat as it is now, for reading at once. */
  state(id: ChatId): ChatState {
    return this.#actor(id).stream.state;
  }

  search(appId: AppId, text: string): readonly ChatFound[] {
    return this.#options.store.search(appId, text, 50);
  }

  export(id: ChatId): { readonly name: string; readonly markdown: string } {
    const { title } = this.#row(id);
    const name = title.replaceAll(/[^\p{L}\p{N} -]+/gu, "").trim() || "chat";
    return { name: `${name}.md`, markdown: chatMarkdown(title, this.state(id)) };
  }

  async body(id: BodyId): Promise<{ readonly base64: string } | null> {
    const body = await this.#options.bodies.get(id);
    return body === null ? null : { base64: Buffer.from(body).toString("base64") };
  }

  async keepBody(base64: string): Promise<{ readonly bodyId: BodyId }> {
    return { bodyId: await this.#options.bodies.put(Buffer.from(base64, "base64")) };
  }

  choose(choice: ChatChoice): void {
    this.#options.choice.set(choice);
  }

  usageByDay(): readonly DayUsage[] {
    return this.#options.store.usageByDay(DAYS_OF_USAGE);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#actors.values()].map((actor) => actor.stop("studio")));
    this.#log[Symbol.dispose]();
  }

  #list(appId: AppId): readonly ChatSummary[] {
    return this.#options.store.list(appId).map((row) => this.#summary(row));
  }

  #summary({ running, ...chat }: ChatRow): ChatSummary {
    const costUsd = this.#options.store.costOf(chat.id);
    const isRunning = this.#actors.get(chat.id)?.isRunning ?? running !== null;
    return { ...chat, running: isRunning, costUsd };
  }

  #row(id: ChatId): ChatRow {
    const row = this.#options.store.get(id);
    if (row !== undefined) return row;
    throw problem("not-found", "This chat does not exist any more.");
  }

  #actor(id: ChatId): ChatActor {
    const known = this.#actors.get(id);
    if (known !== undefined) {
      this.#actors.delete(id);
      this.#actors.set(id, known);
      return known;
    }
    const row = this.#row(id);
    const { store, now, choice, log, runEnded } = this.#options;
    const stream = new ChatStream(id, { log: this.#log, store, now });
    const actor = new ChatActor(row, stream, {
      ...this.#options,
      log: this.#log,
      logger: log,
      choice: () => choice.value,
      changed: (appId) => this.#changed.fire(appId),
      runEnded: (ended) => {
        runEnded({ ...ended, title: this.#options.store.get(id)?.title ?? "" });
        this.#forgetIdle();
      },
    });
    this.#actors.set(id, actor);
    this.#forgetIdle();
    return actor;
  }

  #forgetIdle(): void {
    const idle = [...this.#actors.values()].filter(
      ({ isBusy, stream }) => !isBusy && !stream.isFollowed,
    );
    if (idle.length <= IDLE_KEPT) return;
    // What is not kept yet would be missing when the chat is read anew.
    if (!this.#log.flush()) return;
    for (const { id } of idle.slice(0, -IDLE_KEPT)) this.#actors.delete(id);
  }
}
