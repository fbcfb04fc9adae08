import type { ChatState, MessageState } from "../../../common/apps/chat/chatState.ts";
import type { MessageId, PartId, RunId, ToolCallId } from "../../../common/contracts/chat.ts";

/** One row of the conversation. Rows name what they show; what it holds is looked up by the view. */
export type ChatRow =
  | {
      readonly kind: "person";
      readonly key: string;
      readonly message: MessageId;
      /** This message and those that were sent in its place, in the order they were. */
      readonly branches: readonly MessageId[];
    }
  | { readonly kind: "notice"; readonly key: string; readonly message: MessageId }
  | { readonly kind: "part"; readonly key: string; readonly part: PartId }
  /** Calls that one step made. */
  | { readonly kind: "calls"; readonly key: string; readonly calls: readonly ToolCallId[] }
  | { readonly kind: "run"; readonly key: string; readonly run: RunId; readonly last: boolean };

/** The branch that is shown, from its first message to its last. */
export function chatRows(state: ChatState): readonly ChatRow[] {
  const siblings = siblingsOf(state);
  return shownMessages(state).flatMap((message) => rowsOfMessage(state, message, siblings));
}

function shownMessages(state: ChatState): readonly MessageState[] {
  const path: MessageState[] = [];
  const seen = new Set<string>();
  for (let id = state.leaf; id !== null && !seen.has(id);) {
    seen.add(id);
    const message = state.messages[id];
    if (message === undefined) break;
    path.push(message);
    id = message.parent;
  }
  return path.toReversed();
}

/** Messages with one parent, by that parent; the empty name is the beginning. */
function siblingsOf({ messages }: ChatState): ReadonlyMap<string, readonly MessageState[]> {
  const siblings = new Map<string, MessageState[]>();
  for (const message of Object.values(messages)) {
    const known = siblings.get(message.parent ?? "");
    if (known === undefined) siblings.set(message.parent ?? "", [message]);
    else known.push(message);
  }
  return siblings;
}

function rowsOfMessage(
  state: ChatState,
  message: MessageState,
  siblings: ReadonlyMap<string, readonly MessageState[]>,
): readonly ChatRow[] {
  const { id, role, run } = message;
  if (role === "notice") return [{ kind: "notice", key: id, message: id }];
  if (role === "person") {
    const branches = (siblings.get(message.parent ?? "") ?? [])
      .filter((other) => other.role === "person")
      .map((other) => other.id);
    return [{ kind: "person", key: id, message: id, branches }];
  }
  const last = state.leaf === id;
  const end: ChatRow[] = run === null ? [] : [{ kind: "run", key: `end of ${run}`, run, last }];
  return [...contentRows(state, message), ...end];
}

function contentRows(state: ChatState, { content }: MessageState): readonly ChatRow[] {
  const rows: ChatRow[] = [];
  let group: string | null = null;
  let calls: ToolCallId[] = [];
  for (const item of content) {
    if (item.kind === "part") {
      group = null;
      rows.push({ kind: "part", key: item.id, part: item.id });
      continue;
    }
    const of = state.calls[item.id]?.group ?? item.id;
    if (of === group) {
      calls.push(item.id);
      continue;
    }
    group = of;
    calls = [item.id];
    rows.push({ kind: "calls", key: `calls ${item.id}`, calls });
  }
  return rows;
}

/** The end of a branch that goes on from this message: at each fork the newest way. */
export function branchEnd({ messages }: ChatState, from: MessageId): MessageId {
  const newest = new Map<string, MessageState>();
  for (const message of Object.values(messages)) {
    if (message.parent === null) continue;
    const known = newest.get(message.parent);
    if (known === undefined || known.at <= message.at) newest.set(message.parent, message);
  }
  let end = from;
  for (let next = newest.get(end); next !== undefined; next = newest.get(end)) end = next.id;
  return end;
}
