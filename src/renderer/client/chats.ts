import { create } from "zustand";
import { z } from "zod";
import type { AppId } from "../../common/apps/appId.ts";
import {
  type CallState,
  type ChatState,
  EMPTY_CHAT,
  type MessageState,
  type PartState,
  type RunState,
} from "../../common/apps/chat/chatState.ts";
import { Emitter } from "../../common/base/event.ts";
import {
  type ChatEvent,
  ChatId,
  type ChatIntent,
  type ChatSummary,
} from "../../common/contracts/chat.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import { layoutLoaded, readSlice, writeSlice } from "./appLayout.ts";
import { type ChatUpdate, followChat } from "./chatStream.ts";
import { useConnection } from "./connection.ts";
import { useCurrentApp } from "./currentApp.ts";
import { createFact, followFact } from "./fact.ts";
import { studio } from "./studio.ts";

/** The current app's chats, most recently changed first; null while they are not known. */
export const useChatList = createFact<readonly ChatSummary[]>();

/** The chat that the window shows. */
export interface OpenChat {
  /** Null before the first message of a new chat. */
  readonly chatId: ChatId | null;
  /** False until what was said so far is here. */
  readonly loaded: boolean;
  /** Why nothing newer comes; null while it does. */
  readonly problem: Problem | null;
  /** Its records change in place: select single entries by their id, never a whole record. */
  readonly state: ChatState;
  /** Counts what changes which messages, parts and calls there are, not what is in them. */
  readonly shape: number;
}

const NO_CHAT: OpenChat = {
  chatId: null,
  loaded: true,
  problem: null,
  state: EMPTY_CHAT,
  shape: 0,
};

export const useOpenChat = create<OpenChat>(() => NO_CHAT);

export const useMessage = (id: string): MessageState | undefined =>
  useOpenChat(({ state }) => state.messages[id]);
export const usePart = (id: string): PartState | undefined =>
  useOpenChat(({ state }) => state.parts[id]);
export const useCall = (id: string): CallState | undefined =>
  useOpenChat(({ state }) => state.calls[id]);
export const useRun = (id: string | null): RunState | undefined =>
  useOpenChat(({ state }) => (id === null ? undefined : state.runs[id]));

const events = new Emitter<ChatEvent>();
/** Fires for each event of the shown chat as it happens; what a snapshot holds is no event. */
export const onChatEvent = events.on;

const SLICE = "chat";
const Remembered = z.object({ chatId: ChatId.nullable() });

let stopChat = (): void => undefined;

/** Keeps the list of the current app's chats, and the chat shown, until the function is called. */
export function followChats(): () => void {
  let stopList = followList(useCurrentApp.getState().appId);
  const stops = [
    useCurrentApp.subscribe((now, before) => {
      if (now.appId === before.appId) return;
      stopList();
      stopList = followList(now.appId);
    }),
    useChatList.subscribe(({ value }) => leaveRemoved(value)),
  ];
  return () => {
    for (const stop of stops) stop();
    stopList();
  };
}

function followList(appId: AppId | null): () => void {
  if (appId === null) return () => undefined;
  const stop = followFact(useChatList, (handlers) =>
    studio.chats.watch.subscribe({ appId }, handlers),
  );
  void showFirst(appId);
  return () => {
    stop();
    stopChat();
    useChatList.setState({ value: null, problem: null });
    useOpenChat.setState(NO_CHAT);
  };
}

/** The chat of the last time, else the one that changed last. */
async function showFirst(appId: AppId): Promise<void> {
  const [hasLayout, list] = await Promise.all([layoutLoaded(appId), listLoaded(appId)]);
  if (!hasLayout || list === null || useOpenChat.getState().chatId !== null) return;
  const remembered = readSlice(SLICE, Remembered);
  if (remembered?.chatId === null) return;
  const known = list.find(({ id }) => id === remembered?.chatId) ?? list[0];
  if (known !== undefined) showChat(known.id);
}

/** Null when another app came first. */
function listLoaded(appId: AppId): Promise<readonly ChatSummary[] | null> {
  return new Promise((resolve) => {
    const check = (): void => {
      const { value } = useChatList.getState();
      const left = useCurrentApp.getState().appId !== appId;
      if (value === null && !left) return;
      for (const stop of stops) stop();
      resolve(left ? null : value);
    };
    const stops = [useChatList.subscribe(check), useCurrentApp.subscribe(check)];
    check();
  });
}

function leaveRemoved(list: readonly ChatSummary[] | null): void {
  const { chatId } = useOpenChat.getState();
  if (list === null || chatId === null || chatId === justCreated) return;
  if (!list.some(({ id }) => id === chatId)) showChat(list[0]?.id ?? null);
}

/** Shows a chat; null shows a new one, which the first message makes. */
export function showChat(chatId: ChatId | null): void {
  if (chatId !== null && chatId === useOpenChat.getState().chatId) return;
  stopChat();
  writeSlice(SLICE, { chatId });
  useOpenChat.setState({ ...NO_CHAT, chatId, loaded: chatId === null });
  stopChat =
    chatId === null
      ? () => undefined
      : followChat(chatId, {
          onUpdate: take,
          onProblem: (problem) => useOpenChat.setState({ problem }),
        });
}

function take({ state, events: happened }: ChatUpdate): void {
  const reshaped = happened === null || happened.some(({ type }) => !IN_PLACE.has(type));
  useOpenChat.setState(({ shape }) => ({
    state,
    loaded: true,
    problem: null,
    shape: reshaped ? shape + 1 : shape,
  }));
  for (const event of happened ?? []) events.fire(event);
}

/** They change a part or a call that is there already. */
const IN_PLACE: ReadonlySet<ChatEvent["type"]> = new Set([
  "part.delta",
  "part.ended",
  "tool.input.delta",
  "tool.input",
  "tool.started",
  "tool.stage",
  "tool.progress",
  "tool.output",
  "tool.ended",
  "diagnostics.changed",
  "approval.asked",
  "approval.answered",
]);

/** The list may be older than the chat that was just made. */
let justCreated: ChatId | null = null;

async function openOrCreate(): Promise<ChatId | null> {
  const { chatId } = useOpenChat.getState();
  const { appId } = useCurrentApp.getState();
  if (chatId !== null || appId === null) return chatId;
  const { id } = await studio.chats.create.mutate({ appId });
  justCreated = id;
  showChat(id);
  return id;
}

/**
 * Asks something of the shown chat, making it first when it is new. Resolved, it is written down:
 * only now may a field be cleared. What the contact lost is asked again under the same id, which
 * the host does once.
 *
 * @throws what the host refused it for.
 */
export async function intend(intent: ChatIntent): Promise<void> {
  const chatId = await openOrCreate();
  if (chatId === null) return;
  const input = { chatId, id: crypto.randomUUID(), intent };
  try {
    await studio.chats.intend.mutate(input);
  } catch (error) {
    if (useConnection.getState().state === "connected") throw error;
    await connected();
    await studio.chats.intend.mutate(input);
  }
}

function connected(): Promise<void> {
  return new Promise((resolve) => {
    const stop = useConnection.subscribe(({ state }) => {
      if (state !== "connected") return;
      stop();
      resolve();
    });
  });
}
