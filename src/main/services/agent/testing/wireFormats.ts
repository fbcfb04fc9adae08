import { unreachable } from "../../../../common/base/assert.ts";

export type WireFormat = "openai" | "anthropic" | "ollama";

export interface WireCall {
  readonly id: string;
  readonly tool: string;
  /** The JSON of its input. */
  readonly json: string;
}

/** What the server says next, whatever the format. */
export type Utterance =
  | { readonly kind: "start" }
  | {
      readonly kind: "reasoning" | "text";
      readonly index: number;
      readonly pieces: readonly string[];
    }
  | {
      readonly kind: "call";
      readonly index: number;
      readonly call: WireCall;
      readonly pieces: readonly string[];
    }
  | { readonly kind: "end"; readonly finish: string | null; readonly output: number };

export interface WireModel {
  readonly name: string;
  readonly withUsage: boolean;
  readonly promptTokens: number;
}

/** An utterance as lines on the wire; each is sent by itself. */
export function wireLines(
  format: WireFormat,
  said: Utterance,
  model: WireModel,
): readonly string[] {
  switch (format) {
    case "openai":
      return openai(said, model);
    case "anthropic":
      return anthropic(said, model);
    case "ollama":
      return ollama(said, model);
    default:
      return unreachable(format);
  }
}

/** What a provider sends when it fails in the middle of its answer. */
export function wireError(format: WireFormat): string {
  if (format === "anthropic") {
    return eventOf("error", { error: { type: "overloaded_error", message: "Overloaded" } });
  }
  if (format === "ollama") return `${JSON.stringify({ error: "the runner has stopped" })}\n`;
  return data({ error: { message: "The server had an error", type: "server_error" } });
}

/** Lines that a reader has to pass over. */
export function wireNoise(format: WireFormat): string {
  if (format === "ollama") return "\n";
  if (format === "anthropic") return `: keep-alive\n\n${event({ type: "ping" })}`;
  return ": keep-alive\n\n";
}

function data(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function event(value: { readonly type: string }): string {
  return `event: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`;
}

function openai(said: Utterance, model: WireModel): readonly string[] {
  const chunk = (delta: object, finish: string | null = null): string =>
    data({
      id: "chatcmpl-double",
      object: "chat.completion.chunk",
      created: 1,
      model: model.name,
      choices: [{ index: 0, delta, finish_reason: finish }],
    });
  switch (said.kind) {
    case "start":
      return [chunk({ role: "assistant", content: "" })];
    case "reasoning":
      return said.pieces.map((piece) => chunk({ reasoning_content: piece }));
    case "text":
      return said.pieces.map((piece) => chunk({ content: piece }));
    case "call": {
      const { id, tool: name } = said.call;
      const { index } = said;
      const fn = { name, arguments: "" };
      const begin = chunk({ tool_calls: [{ index, id, type: "function", function: fn }] });
      const more = said.pieces.map((piece) =>
        chunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
      );
      return [begin, ...more];
    }
    case "end":
      return [
        chunk({}, said.finish ?? "stop"),
        ...(model.withUsage ? [openaiUsage(said.output, model)] : []),
        "data: [DONE]\n\n",
      ];
    default:
      return unreachable(said);
  }
}

function openaiUsage(output: number, { name, promptTokens }: WireModel): string {
  return data({
    id: "chatcmpl-double",
    object: "chat.completion.chunk",
    created: 1,
    model: name,
    choices: [],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: output,
      total_tokens: promptTokens + output,
      prompt_tokens_details: { cached_tokens: 0 },
    },
  });
}

function anthropic(said: Utterance, model: WireModel): readonly string[] {
  switch (said.kind) {
    case "start":
      return [anthropicStart(model), event({ type: "ping" })];
    case "reasoning":
      return anthropicBlock(said.index, { type: "thinking", thinking: "", signature: "" }, [
        ...said.pieces.map((thinking) => ({ type: "thinking_delta", thinking })),
        { type: "signature_delta", signature: "c2lnbmF0dXJl" },
      ]);
    case "text":
      return anthropicBlock(
        said.index,
        { type: "text", text: "" },
        said.pieces.map((text) => ({ type: "text_delta", text })),
      );
    case "call": {
      const { id, tool: name } = said.call;
      return anthropicBlock(
        said.index,
        { type: "tool_use", id, name, input: {} },
        said.pieces.map((json) => ({ type: "input_json_delta", partial_json: json })),
      );
    }
    case "end":
      return [
        eventOf("message_delta", {
          delta: { stop_reason: said.finish ?? "end_turn", stop_sequence: null },
          usage: { output_tokens: said.output },
        }),
        event({ type: "message_stop" }),
      ];
    default:
      return unreachable(said);
  }
}

function anthropicStart({ name, promptTokens }: WireModel): string {
  return eventOf("message_start", {
    message: {
      id: "msg_double",
      type: "message",
      role: "assistant",
      model: name,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: {
        input_tokens: promptTokens,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
        output_tokens: 1,
      },
    },
  });
}

function eventOf(type: string, rest: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
}

function anthropicBlock(
  index: number,
  block: object,
  deltas: readonly object[],
): readonly string[] {
  return [
    eventOf("content_block_start", { index, content_block: block }),
    ...deltas.map((delta) => eventOf("content_block_delta", { index, delta })),
    eventOf("content_block_stop", { index }),
  ];
}

/** Ollama sends a call when it is whole. */
function ollama(said: Utterance, model: WireModel): readonly string[] {
  const line = (message: object, rest: object = { done: false }): string =>
    `${JSON.stringify({
      model: model.name,
      created_at: "2026-11-22T12:00:00Z",
      message: { role: "assistant", content: "", ...message },
      ...rest,
    })}\n`;
  switch (said.kind) {
    case "start":
      return [];
    case "reasoning":
      return said.pieces.map((thinking) => line({ thinking }));
    case "text":
      return said.pieces.map((content) => line({ content }));
    case "call": {
      const { tool: name, json } = said.call;
      return [line({ tool_calls: [{ function: { name, arguments: JSON.parse(json) } }] })];
    }
    case "end":
      return [
        line(
          {},
          {
            done: true,
            done_reason: said.finish ?? "stop",
            prompt_eval_count: model.promptTokens,
            eval_count: said.output,
          },
        ),
      ];
    default:
      return unreachable(said);
  }
}
