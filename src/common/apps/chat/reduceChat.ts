import { unreachable } from "../../base/assert.ts";
import type { ChatEvent, DurableChatEvent } from "../../contracts/chat.ts";
import type { CallState, ChatState, MessageState, PartState, RunState } from "./chatState.ts";
import { EMPTY_CHAT } from "./chatState.ts";

/**
 * The chat after these events. An event that came before, or that speaks of something unknown,
 * changes nothing: a reader may be handed the same one twice.
 */
export function reduceChat(state: ChatState, events: readonly ChatEvent[]): ChatState {
  if (events.length === 0) return state;
  const fold = new ChatFold(state);
  for (const event of events) fold.apply(event);
  return fold.state;
}

type Records<T> = Record<string, T>;

/**
 * Folds events one after the other into a state of its own. For the owner of a log, which folds
 * many events and shows the state seldom: adding one costs the same in a long chat as in a short
 * one. Single messages, parts, calls and runs are replaced, never changed.
 */
export class ChatFold {
  readonly #messages: Records<MessageState>;
  readonly #parts: Records<PartState>;
  readonly #calls: Records<CallState>;
  readonly #runs: Records<RunState>;
  #rest: Pick<ChatState, "leaf" | "running" | "queue">;

  constructor(from: ChatState = EMPTY_CHAT) {
    this.#messages = { ...from.messages };
    this.#parts = { ...from.parts };
    this.#calls = { ...from.calls };
    this.#runs = { ...from.runs };
    this.#rest = { leaf: from.leaf, running: from.running, queue: from.queue };
  }

  /** Shares its records with this fold: read it before the next event is applied. */
  get state(): ChatState {
    return {
      messages: this.#messages,
      parts: this.#parts,
      calls: this.#calls,
      runs: this.#runs,
      ...this.#rest,
    };
  }

  // oxlint-disable-next-line complexity -- a case for each kind of event, and nothing else
  apply(event: ChatEvent): void {
    switch (event.type) {
      case "queue.changed":
        this.#rest = { ...this.#rest, queue: event.queue };
        return;
      case "branch.chosen":
        this.#rest = { ...this.#rest, leaf: event.leaf };
        return;
      case "message.added":
        this.#addMessage(event);
        return;
      case "part.started":
      case "part.delta":
      case "part.ended":
        this.#applyToParts(event);
        return;
      case "tool.announced":
        this.#announce(event);
        return;
      case "run.started":
        this.#startRun(event);
        return;
      case "checkpoint.restored":
        this.#changeRun(event.run, {
          files: event.direction === "undone" ? "undone" : "standing",
        });
        return;
      case "run.ended":
      case "step.started":
      case "step.ended":
      case "step.discarded":
      case "plan.changed":
      case "question.asked":
      case "fix.started":
      case "context.compacted":
        this.#applyToRun(event);
        return;
      case "tool.input":
      case "tool.input.delta":
      case "approval.asked":
      case "approval.answered":
      case "tool.started":
      case "tool.stage":
      case "tool.progress":
      case "tool.output":
      case "tool.ended":
      case "diagnostics.changed":
        this.#applyToCall(event);
        return;
      default:
        unreachable(event);
    }
  }

  #addMessage(event: Extract<DurableChatEvent, { type: "message.added" }>): void {
    if (this.#messages[event.message] !== undefined) return;
    this.#messages[event.message] = {
      id: event.message,
      parent: event.parent,
      at: event.at,
      role: event.role,
      text: event.text,
      attachments: event.attachments,
      content: [],
      run: null,
    };
    this.#rest = { ...this.#rest, leaf: event.message };
  }

  #applyToParts(
    event: Extract<ChatEvent, { type: "part.started" | "part.delta" | "part.ended" }>,
  ): void {
    const known = this.#parts[event.part];
    if (event.type === "part.started") {
      if (known !== undefined) return;
      this.#parts[event.part] = { id: event.part, kind: event.kind, text: "", ended: false };
      this.#addContent(event.message, { kind: "part", id: event.part });
      return;
    }
    if (known === undefined || known.ended) return;
    if (event.type === "part.ended") {
      this.#parts[event.part] = { ...known, text: event.text, ended: true };
      return;
    }
    this.#parts[event.part] = { ...known, text: spliced(known.text, event.offset, event.delta) };
  }

  #announce(event: Extract<DurableChatEvent, { type: "tool.announced" }>): void {
    if (this.#calls[event.call] !== undefined) return;
    this.#calls[event.call] = {
      id: event.call,
      run: event.run,
      message: event.message,
      group: event.group,
      tool: event.tool,
      announcedAt: event.at,
      ...UNTOUCHED_CALL,
    };
    this.#addContent(event.message, { kind: "call", id: event.call });
  }

  #addContent(message: string, item: MessageState["content"][number]): void {
    const known = this.#messages[message];
    if (known === undefined) return;
    this.#messages[message] = { ...known, content: [...known.content, item] };
  }

  #startRun(event: Extract<DurableChatEvent, { type: "run.started" }>): void {
    if (this.#runs[event.run] !== undefined) return;
    const { type: _, at, run, ...rest } = event;
    this.#runs[run] = { id: run, startedAt: at, ...rest, ...NEW_RUN };
    this.#rest = { ...this.#rest, running: run };
    const answer = this.#messages[event.answer];
    if (answer !== undefined) this.#messages[event.answer] = { ...answer, run };
  }

  #changeRun(run: string, change: Partial<RunState>): void {
    const known = this.#runs[run];
    if (known !== undefined) this.#runs[run] = { ...known, ...change };
  }

  // oxlint-disable-next-line complexity -- a case for each kind of event
  #applyToRun(
    event: Extract<
      DurableChatEvent,
      {
        type:
          | "run.ended"
          | "step.started"
          | "step.ended"
          | "step.discarded"
          | "plan.changed"
          | "question.asked"
          | "fix.started"
          | "context.compacted";
      }
    >,
  ): void {
    switch (event.type) {
      case "step.started":
        return this.#changeRun(event.run, { step: event.step, attempt: event.attempt });
      case "step.ended":
        return this.#changeRun(event.run, {
          usage: addedUsage(this.#runs[event.run]?.usage ?? null, event.usage),
        });
      case "step.discarded":
        return this.#discard(event.run, new Set(event.parts));
      case "plan.changed":
        return this.#changeRun(event.run, { plan: event.items });
      case "question.asked":
        return this.#changeRun(event.run, {
          asked: { text: event.question, choices: event.choices },
        });
      case "fix.started": {
        const { round, of, errors, costUsd } = event;
        const fixes = this.#runs[event.run]?.fixes ?? [];
        if (fixes.some((fix) => fix.round === round)) return undefined;
        return this.#changeRun(event.run, { fixes: [...fixes, { round, of, errors, costUsd }] });
      }
      case "context.compacted":
        return this.#changeRun(event.run, {
          compacted: { summary: event.summary, before: event.before },
        });
      case "run.ended": {
        const { status, failure, usage, commit, at } = event;
        this.#changeRun(event.run, {
          status,
          failure,
          usage: usage ?? this.#runs[event.run]?.usage ?? null,
          commit,
          endedAt: at,
        });
        if (this.#rest.running === event.run) this.#rest = { ...this.#rest, running: null };
        return undefined;
      }
      default:
        return unreachable(event);
    }
  }

  /** Takes the parts and calls of a failed attempt out of its message. */
  #discard(run: string, ids: ReadonlySet<string>): void {
    const answer = this.#messages[this.#runs[run]?.answer ?? ""];
    if (answer === undefined) return;
    const content = answer.content.filter((item) => !ids.has(item.id));
    this.#messages[answer.id] = { ...answer, content };
    for (const id of ids) {
      delete this.#parts[id];
      delete this.#calls[id];
    }
  }

  #applyToCall(event: CallEvent): void {
    const call = this.#calls[event.call];
    if (call !== undefined) this.#calls[event.call] = afterCallEvent(call, event);
  }
}

type CallEvent = Extract<
  ChatEvent,
  {
    type:
      | "tool.input"
      | "tool.input.delta"
      | "approval.asked"
      | "approval.answered"
      | "tool.started"
      | "tool.stage"
      | "tool.progress"
      | "tool.output"
      | "tool.ended"
      | "diagnostics.changed";
  }
>;

function afterCallEvent(call: CallState, event: CallEvent): CallState {
  if (event.type === "tool.ended") {
    const { status, output, summary, changes, diagnostics, ms } = event;
    const percent = status === "ok" ? 100 : call.percent;
    return { ...call, phase: status, output, summary, changes, diagnostics, ms, percent };
  }
  if (event.type === "diagnostics.changed") {
    const others = call.diagnostics.filter(({ source }) => source !== event.source);
    return { ...call, diagnostics: [...others, ...event.diagnostics] };
  }
  // A slow reader gets what was printed after it got the end.
  if (event.type === "tool.output") {
    return { ...call, outputText: spliced(call.outputText, event.offset, event.delta) };
  }
  return isOver(call) ? call : afterLiveEvent(call, event);
}

function afterLiveEvent(
  call: CallState,
  event: Exclude<CallEvent, { type: "tool.ended" | "diagnostics.changed" | "tool.output" }>,
): CallState {
  switch (event.type) {
    case "tool.input.delta": {
      if (call.phase !== "drafting") return call;
      const text = spliced(call.draft[event.field] ?? "", event.offset, event.delta);
      return { ...call, draft: { ...call.draft, [event.field]: text } };
    }
    case "tool.input":
      return { ...call, input: event.input, inputBody: event.body, draft: {}, phase: "waiting" };
    case "approval.asked": {
      const { approval: id, risk, summary, changes } = event;
      const approval = { id, risk, summary, changes, decision: null, by: null };
      return { ...call, approval, phase: "asking" };
    }
    case "approval.answered": {
      if (call.approval === null) return call;
      const { decision, by } = event;
      return { ...call, approval: { ...call.approval, decision, by }, phase: "waiting" };
    }
    case "tool.started":
      return { ...call, startedAt: event.at, phase: "running" };
    case "tool.stage": {
      const { stage, at, message } = event;
      const isSame = call.stages.at(-1)?.stage === stage;
      const stages = isSame ? call.stages : [...call.stages, { stage, at }];
      return { ...call, stages, progress: message, percent: Math.max(call.percent, event.percent) };
    }
    case "tool.progress": {
      const percent = Math.max(call.percent, event.percent);
      return { ...call, percent, progress: event.message };
    }
    default:
      return unreachable(event);
  }
}

const OVER: ReadonlySet<CallState["phase"]> = new Set([
  "ok",
  "failed",
  "cancelled",
  "denied",
  "interrupted",
]);

/** Whether nothing more can come of a call but what its checks find. */
export function isOver(call: Pick<CallState, "phase">): boolean {
  return OVER.has(call.phase);
}

/** A delta whose offset lies beyond what is known is not applied: something before it is missing. */
function spliced(text: string, offset: number, delta: string): string {
  if (offset === text.length) return text + delta;
  if (offset > text.length || offset + delta.length <= text.length) return text;
  return text.slice(0, offset) + delta;
}

/** Both together; a cost that is unknown makes the sum unknown. */
export function addedUsage(sum: RunState["usage"], more: RunState["usage"]): RunState["usage"] {
  if (sum === null || more === null) return sum ?? more;
  return {
    input: sum.input + more.input,
    cacheRead: sum.cacheRead + more.cacheRead,
    cacheWrite: sum.cacheWrite + more.cacheWrite,
    output: sum.output + more.output,
    costUsd: sum.costUsd === null || more.costUsd === null ? null : sum.costUsd + more.costUsd,
  };
}

const UNTOUCHED_CALL = {
  startedAt: null,
  draft: {},
  input: null,
  inputBody: null,
  approval: null,
  phase: "drafting",
  stages: [],
  percent: 0,
  progress: "",
  output: null,
  outputText: "",
  summary: "",
  changes: [],
  diagnostics: [],
  ms: null,
} as const satisfies Partial<CallState>;

const NEW_RUN = {
  endedAt: null,
  status: null,
  failure: null,
  usage: null,
  step: 0,
  attempt: 0,
  plan: [],
  asked: null,
  compacted: null,
  fixes: [],
  commit: null,
  files: "standing",
} as const satisfies Partial<RunState>;
