import { isOver } from "../../../../common/apps/chat/reduceChat.ts";
import type {
  ApprovalId,
  ChatDiagnostic,
  PlanItem,
  RunId,
  ToolStage,
} from "../../../../common/contracts/chat.ts";
import { problem } from "../../../../common/contracts/problem.ts";
import type { BodyStore, CallChannel } from "../agentPorts.ts";
import type { ChatStream } from "../log/chatStream.ts";
import type { ApprovalAnswer, ApprovalRequest, ToolEnd, ToolSink } from "../toolRegistry.ts";
import { cutInput } from "./cutInput.ts";
import { newId } from "./newId.ts";

/** What a program prints is shown up to here, in UTF-16 units. */
const MAX_OUTPUT = 200_000;

type AnswerBy = "person" | "stop";

/** One call of a tool under way: what it tells goes into the chat, and it can be cancelled. */
export class LiveCall implements CallChannel {
  readonly id = newId.call();
  readonly signal: AbortSignal;
  readonly sink: ToolSink;
  readonly #abort = new AbortController();
  readonly #stream: ChatStream;
  readonly #bodies: BodyStore;
  #printed = 0;
  #asked: { readonly id: ApprovalId; answer(given: ApprovalAnswer, by: AnswerBy): void } | null =
    null;

  constructor(stream: ChatStream, bodies: BodyStore, runSignal: AbortSignal, run: RunId) {
    this.#stream = stream;
    this.#bodies = bodies;
    // Not joined with the run's signal: Node keeps joined signals until one of them is aborted.
    this.signal = this.#abort.signal;
    if (runSignal.aborted) this.abort(runSignal.reason);
    this.sink = this.#createSink(run);
  }

  get isOver(): boolean {
    const state = this.#stream.state.calls[this.id];
    return state === undefined || isOver(state);
  }

  draft(field: string, offset: number, delta: string): void {
    this.#stream.emit({ type: "tool.input.delta", call: this.id, field, offset, delta });
  }

  async input(value: unknown): Promise<void> {
    const { input, whole } = cutInput(value);
    const body = whole === null ? null : await this.#bodies.put(whole);
    this.#stream.emit({ type: "tool.input", call: this.id, input, body });
  }

  cancel(): void {
    this.abort(problem("cancelled", "Cancelled by the person."));
  }

  abort(reason: unknown): void {
    this.#abort.abort(reason);
    this.#asked?.answer({ decision: "denied", note: null }, "stop");
  }

  /** @returns false when this call does not ask that. */
  answer(approval: ApprovalId, given: ApprovalAnswer): boolean {
    if (this.#asked?.id !== approval) return false;
    this.#asked.answer(given, "person");
    return true;
  }

  /** Tells the end of a call that did not tell it itself. */
  end(status: "cancelled" | "interrupted" | "failed", summary: string): void {
    if (this.isOver) return;
    this.#asked?.answer({ decision: "denied", note: null }, "stop");
    this.sink.ended({
      status,
      output: { error: summary },
      summary,
      changes: [],
      diagnostics: [],
      ms: 0,
    });
  }

  #createSink(run: RunId): ToolSink {
    const { id: call } = this;
    const emit = this.#stream.emit.bind(this.#stream);
    return {
      ask: (request) => this.#ask(request),
      ruled: (request) => {
        const approval = newId.approval();
        emit({ type: "approval.asked", call, approval, ...copied(request) });
        const decision = "once";
        emit({ type: "approval.answered", call, approval, decision, by: "rule", note: null });
      },
      started: () => emit({ type: "tool.started", call }),
      stage: (stage: ToolStage, percent, message) =>
        emit({ type: "tool.stage", call, stage, percent: whole(percent), message }),
      progress: (percent, message) =>
        emit({ type: "tool.progress", call, percent: whole(percent), message }),
      output: (text) => this.#print(text),
      ended: (end) => this.#end(end),
      diagnostics: (source: ChatDiagnostic["source"], found) =>
        emit({ type: "diagnostics.changed", call, source, diagnostics: [...found] }),
      plan: (items: readonly PlanItem[]) => emit({ type: "plan.changed", run, items: [...items] }),
      question: (question, choices) => {
        emit({ type: "question.asked", run, question, choices: [...choices] });
      },
    };
  }

  async #ask(request: ApprovalRequest): Promise<ApprovalAnswer> {
    this.signal.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<ApprovalAnswer>();
    const approval = newId.approval();
    const call = this.id;
    this.#asked = {
      id: approval,
      answer: (given, by) => {
        this.#asked = null;
        this.#stream.emit({ type: "approval.answered", call, approval, by, ...given });
        resolve(given);
      },
    };
    this.#stream.emit({ type: "approval.asked", call, approval, ...copied(request) });
    const answer = await promise;
    this.signal.throwIfAborted();
    return answer;
  }

  #print(text: string): void {
    const delta = text.slice(0, MAX_OUTPUT - this.#printed);
    if (delta === "") return;
    const offset = this.#printed;
    this.#printed += delta.length;
    this.#stream.emit({ type: "tool.output", call: this.id, offset, delta });
  }

  #end({ status, output, summary, changes, diagnostics, ms }: ToolEnd): void {
    if (this.isOver) return;
    this.#stream.emit({
      type: "tool.ended",
      call: this.id,
      status,
      output,
      summary,
      changes: [...changes],
      diagnostics: [...diagnostics],
      ms,
    });
  }
}

function copied({ risk, summary, changes }: ApprovalRequest) {
  return { risk, summary, changes: [...changes] };
}

function whole(percent: number): number {
  return Math.max(0, Math.min(100, Math.round(percent)));
}
