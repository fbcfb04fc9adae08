import {
  type FinishReason,
  isStepCount,
  type LanguageModelUsage,
  type ModelMessage,
  streamText,
  type TextStreamPart,
  type ToolSet,
} from "ai";
import type { CallChannel, OpenModel, RunRequest } from "../agentPorts.ts";
import { newId } from "../actor/newId.ts";
import type { PartId } from "../../../../common/contracts/chat.ts";
import { StringFields } from "./stringFields.ts";

export interface StepInput {
  readonly model: OpenModel;
  readonly instructions: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: ToolSet;
  /** Texts of a tool's input that are shown while they are written. */
  readonly streamed: (tool: string) => readonly string[];
  /** Calls of one step share it. */
  readonly group: string;
  readonly request: Pick<RunRequest, "answer" | "channel" | "signal">;
}

export interface StepCall {
  readonly providerId: string;
  readonly name: string;
  readonly channel: CallChannel;
  /** Undefined when what the model wrote is no JSON. */
  readonly input: unknown;
}

export interface StepAnswer {
  readonly finish: FinishReason;
  readonly usage: LanguageModelUsage | null;
  readonly calls: readonly StepCall[];
  /** The assistant's message, exactly as the provider has to get it back. */
  readonly messages: readonly ModelMessage[];
  readonly text: string;
}

/** What a failed attempt has shown, which counts no more. */
export class StepFailed extends Error {
  readonly shown: readonly string[];
  readonly text: string;

  constructor(cause: unknown, shown: readonly string[], text: string) {
    super("The model's answer broke off", { cause });
    this.shown = shown;
    this.text = text;
  }
}

const FIRST_MS = 120_000;
const SILENCE_MS = 90_000;

/**
 * Asks a model once and shows its answer while it comes. No tool runs here.
 *
 * @throws StepFailed when the answer did not come to its end, for whatever reason.
 */
export async function streamStep(input: StepInput): Promise<StepAnswer> {
  const answer = new AnswerInProgress(input);
  // Ends the provider's connection when an answer is given up.
  const attempt = new AbortController();
  const { signal } = input.request;
  try {
    const result = streamText({
      model: input.model.model,
      instructions: instructionsOf(input),
      messages: cachedUpToTheEnd(input.messages),
      tools: input.tools,
      stopWhen: isStepCount(1),
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, attempt.signal]),
      timeout: { firstChunkMs: FIRST_MS, chunkMs: SILENCE_MS },
      providerOptions: PROVIDER_OPTIONS,
      // Errors come as parts of the stream.
      onError: () => undefined,
    });
    for await (const part of result.stream) answer.take(part);
    answer.mustBeWhole(signal);
    return answer.done(await result.responseMessages);
  } catch (error) {
    throw new StepFailed(signal.aborted ? signal.reason : error, answer.shown, answer.text);
  } finally {
    attempt.abort(new Error("The answer is over"));
  }
}

/** An answer of which each piece is shown as it comes. */
class AnswerInProgress {
  readonly #input: StepInput;
  readonly #parts = new Map<string, { id: PartId; text: string }>();
  readonly #drafts = new Map<string, { channel: CallChannel; fields: StringFields }>();
  readonly #calls: StepCall[] = [];
  readonly #inputs: Promise<void>[] = [];
  readonly shown: string[] = [];
  text = "";
  #finish: FinishReason | null = null;
  #usage: LanguageModelUsage | null = null;

  constructor(input: StepInput) {
    this.#input = input;
  }

  /** Parts of other types say nothing that is shown or kept. */
  take(part: TextStreamPart<ToolSet>): void {
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- new types must not break it
    switch (part.type) {
      case "text-start":
      case "reasoning-start":
        this.#start(part.id, part.type === "text-start" ? "text" : "reasoning");
        return;
      case "text-delta":
        this.text += part.text;
        this.#add(part.id, part.text);
        return;
      case "reasoning-delta":
        this.#add(part.id, part.text);
        return;
      case "text-end":
      case "reasoning-end":
        this.#endPart(part.id);
        return;
      case "tool-input-start":
        this.#draft(part.id, part.toolName);
        return;
      case "tool-input-delta":
        this.#drafts.get(part.id)?.fields.push(part.delta);
        return;
      case "tool-call":
        this.#call(part);
        return;
      case "finish-step":
        this.#finish = part.finishReason;
        this.#usage = part.usage;
        return;
      case "error":
        // Some providers say that they failed and end properly: what came is not an answer.
        throw part.error;
      case "abort":
        throw new DOMException("The model stopped answering", "TimeoutError");
      default:
    }
  }

  mustBeWhole(signal: AbortSignal): void {
    signal.throwIfAborted();
    const isWhole = this.#finish !== null && this.#finish !== "error";
    if (!isWhole) throw new Error("the answer has no end");
  }

  async done(messages: readonly ModelMessage[]): Promise<StepAnswer> {
    await Promise.all(this.#inputs);
    for (const id of this.#parts.keys()) this.#endPart(id);
    return {
      finish: this.#finish ?? "other",
      usage: this.#usage,
      calls: this.#calls,
      messages: messages.filter(({ role }) => role === "assistant"),
      text: this.text,
    };
  }

  #start(id: string, kind: "text" | "reasoning"): void {
    const part = newId.part();
    this.#parts.set(id, { id: part, text: "" });
    this.shown.push(part);
    const { channel, answer: message } = this.#input.request;
    channel.emit({ type: "part.started", part, message, kind });
  }

  #add(id: string, delta: string): void {
    const part = this.#parts.get(id);
    if (part === undefined || delta === "") return;
    const offset = part.text.length;
    part.text += delta;
    this.#input.request.channel.emit({ type: "part.delta", part: part.id, offset, delta });
  }

  #endPart(id: string): void {
    const part = this.#parts.get(id);
    if (part === undefined) return;
    this.#parts.delete(id);
    this.#input.request.channel.emit({ type: "part.ended", part: part.id, text: part.text });
  }

  #draft(id: string, tool: string): CallChannel {
    const { request, streamed, group } = this.#input;
    const channel = request.channel.call(tool.slice(0, 120), group);
    this.shown.push(channel.id);
    const lengths = new Map<string, number>();
    const fields = new StringFields(streamed(tool), (field, text) => {
      const offset = lengths.get(field) ?? 0;
      lengths.set(field, offset + text.length);
      channel.draft(field, offset, text);
    });
    this.#drafts.set(id, { channel, fields });
    return channel;
  }

  /** Some providers send a call only when it is whole. */
  #call(part: Extract<TextStreamPart<ToolSet>, { type: "tool-call" }>): void {
    const { toolCallId: providerId, toolName: name } = part;
    const channel = this.#drafts.get(providerId)?.channel ?? this.#draft(providerId, name);
    const isJson = typeof part.input === "object" && part.input !== null;
    const input: unknown = isJson ? part.input : undefined;
    this.#calls.push({ providerId, name, channel, input });
    this.#inputs.push(channel.input(input ?? {}));
  }
}

const CACHED = { anthropic: { cacheControl: { type: "ephemeral" } } } as const;

const PROVIDER_OPTIONS = {
  // What is sent is not kept by the provider; reasoning comes back to it with the history.
  openai: { store: false },
} as const;

function instructionsOf({ instructions }: StepInput) {
  return { role: "system", content: instructions, providerOptions: CACHED } as const;
}

/** Up to its last message a conversation stays as it is: the next request begins with the same. */
function cachedUpToTheEnd(messages: readonly ModelMessage[]): ModelMessage[] {
  return messages.map((message, index) =>
    index === messages.length - 1 ? { ...message, providerOptions: CACHED } : message,
  );
}
