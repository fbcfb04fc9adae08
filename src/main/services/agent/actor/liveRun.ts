import type { ChatState } from "../../../../common/apps/chat/chatState.ts";
import type {
  ApprovalId,
  ChatEvent,
  MessageId,
  RunId,
  ToolCallId,
} from "../../../../common/contracts/chat.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { BodyStore, CallChannel, RunChannel, Untimed } from "../agentPorts.ts";
import type { ChatStream } from "../log/chatStream.ts";
import type { ApprovalAnswer } from "../toolRegistry.ts";
import { LiveCall } from "./liveCall.ts";

/** A run under way: what it tells, and the person's hold on it. */
export class LiveRun implements RunChannel {
  readonly id: RunId;
  readonly answer: MessageId;
  readonly #stream: ChatStream;
  readonly #bodies: BodyStore;
  readonly #abort = new AbortController();
  readonly #calls = new Map<ToolCallId, LiveCall>();
  /** Why it ends early: at the person's wish, or because Studio ends. */
  stoppedBy: "person" | "studio" | null = null;

  constructor(stream: ChatStream, bodies: BodyStore, ids: { run: RunId; answer: MessageId }) {
    this.#stream = stream;
    this.#bodies = bodies;
    this.id = ids.run;
    this.answer = ids.answer;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  emit(event: Untimed<ChatEvent>): void {
    this.#stream.emit(event);
  }

  state(): ChatState {
    return this.#stream.state;
  }

  call(tool: string, group: string): CallChannel {
    const call = new LiveCall(this.#stream, this.#bodies, this.signal, this.id);
    this.#calls.set(call.id, call);
    const { id: run, answer: message } = this;
    this.emit({ type: "tool.announced", call: call.id, run, message, group, tool });
    return call;
  }

  stop(by: "person" | "studio"): void {
    this.stoppedBy ??= by;
    const reason = problem("cancelled", "The run was stopped.");
    this.#abort.abort(reason);
    for (const call of this.#calls.values()) call.abort(reason);
  }

  cancelCall(id: ToolCallId): void {
    this.#calls.get(id)?.cancel();
  }

  /** @returns false when nothing asks that any more. */
  answerApproval(approval: ApprovalId, answer: ApprovalAnswer): boolean {
    return [...this.#calls.values()].some((call) =>
      call.answer(approval, { decision: answer.decision, note: answer.note }),
    );
  }

  /** Nothing of it is left open. */
  close(): void {
    const status = this.stoppedBy === "studio" ? "interrupted" : "cancelled";
    for (const call of this.#calls.values()) call.end(status, "The run ended before this did.");
    closeParts(this.#stream, this.answer, new Map());
  }
}

/** Ends the parts of a message that are open, with what is known of their texts. */
export function closeParts(
  stream: ChatStream,
  message: MessageId | undefined,
  kept: ReadonlyMap<string, string>,
): void {
  const { messages, parts } = stream.state;
  for (const { kind, id } of messages[message ?? ""]?.content ?? []) {
    const part = kind === "part" ? parts[id] : undefined;
    if (part === undefined || part.ended) continue;
    stream.emit({ type: "part.ended", part: part.id, text: kept.get(id) ?? part.text });
  }
}
