import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, type Fault, Scenario, scenarioIn, type scenarioMessage } from "./scenario.ts";
import {
  type Utterance,
  wireError,
  type WireFormat,
  wireLines,
  type WireModel,
  wireNoise,
} from "./wireFormats.ts";
import { roundsSince, textOf, WireRequest } from "./wireRequest.ts";

/** A request as it came. */
export interface SeenRequest {
  readonly format: WireFormat;
  readonly body: WireRequest;
  readonly headers: IncomingMessage["headers"];
}

/** A provider on this computer that plays scenarios in the real formats. */
export interface ModelServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`; OpenAI's format is under `/v1`. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Connections on which an answer is being sent. */
  readonly open: number;
  /** When clients hung up in the middle of an answer, as `performance.now()`. */
  readonly hungUp: readonly number[];
  /** Calls it each time the first byte of an answer's text has left. */
  onFirstByte(listener: (at: number) => void): void;
  /** Plays this where a request holds no scenario of its own: an answer for each request of a run. */
  play(scenario: Parameters<typeof scenarioMessage>[0]): void;
}

const FORMATS: Readonly<Record<string, WireFormat>> = {
  "/v1/chat/completions": "openai",
  "/v1/messages": "anthropic",
  "/messages": "anthropic",
  "/api/chat": "ollama",
};

const MODELS = ["double-1", "double-2"];

export async function startModelServer(port = 0): Promise<ModelServer> {
  const double = new Double();
  const server = createServer((request, response) => {
    double.handle(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return double.of(server);
}

class Double {
  readonly #requests: SeenRequest[] = [];
  readonly #hungUp: number[] = [];
  readonly #firstByte: ((at: number) => void)[] = [];
  #open = 0;
  #default: Scenario | null = null;

  of(server: Server): ModelServer {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port");
    const openNow = (): number => this.#open;
    return {
      url: `http://127.0.0.1:${address.port}`,
      requests: this.#requests,
      hungUp: this.#hungUp,
      get open() {
        return openNow();
      },
      onFirstByte: (listener) => void this.#firstByte.push(listener),
      play: (scenario) => {
        this.#default = Scenario.parse(scenario);
      },
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      },
    };
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const format = FORMATS[pathname];
    if (format === undefined) return describe(pathname, response);
    const body = WireRequest.parse(JSON.parse(await bodyOf(request)));
    this.#requests.push({ format, body, headers: request.headers });
    await this.#answer({ format, body }, response);
  }

  async #answer(
    { format, body }: Pick<SeenRequest, "format" | "body">,
    response: ServerResponse,
  ): Promise<void> {
    const { scenario, round, attempt } = this.#partOf(body);
    const fault = scenario?.faults[attempt] ?? null;
    if (fault?.status !== undefined) return refuse(format, fault, response);
    const answer = scenario?.answers[round] ?? { text: "Done." };
    const model: WireModel = {
      name: body.model,
      withUsage: body.stream_options?.include_usage === true,
      promptTokens: Math.ceil(JSON.stringify(body.messages).length / 4),
    };
    // Ollama alone streams unless it is told otherwise.
    const streams = body.stream ?? format === "ollama";
    if (!streams) return whole(format, answer, { model, response });
    const pace = paceOf(scenario, fault);
    await this.#stream({ format, model, pace, said: utterances(answer, format, pace) }, response);
  }

  /** Where in its scenario a request is. Each request of a scenario takes the next of its faults. */
  #partOf({ messages }: WireRequest): {
    readonly scenario: Scenario | null;
    readonly round: number;
    readonly attempt: number;
  } {
    const index = messages.findLastIndex(
      (message) => message.role === "user" && scenarioIn(textOf(message)) !== null,
    );
    const found = messages[index];
    if (found === undefined) {
      const round = roundsSince(
        messages,
        messages.findLastIndex(({ role }) => role === "user"),
      );
      return { scenario: this.#default, round, attempt: this.#requests.length - 1 };
    }
    const text = textOf(found);
    const same = this.#requests.filter(({ body }) =>
      body.messages.some((message) => message.role === "user" && textOf(message) === text),
    );
    const round = roundsSince(messages, index);
    return { scenario: scenarioIn(text), round, attempt: same.length - 1 };
  }

  async #stream({ format, model, pace, said }: Playing, response: ServerResponse): Promise<void> {
    this.#open += 1;
    response.on("close", () => {
      this.#open -= 1;
      if (!response.writableFinished) this.#hungUp.push(performance.now());
    });
    const type = format === "ollama" ? "application/x-ndjson" : "text/event-stream";
    response.writeHead(200, { "content-type": type, "cache-control": "no-cache" });
    response.socket?.setNoDelay(true);
    const { fault, delayMs } = pace;
    let sent = 0;
    for (const utterance of said) {
      for (const line of wireLines(format, utterance, model)) {
        if (response.destroyed) return;
        if (fault?.unknownEvents === true) response.write(wireNoise(format));
        await write(line, fault, response);
        if (utterance.kind === "text" && sent === 0) this.#tellFirstByte();
        if (isFrame(utterance)) continue;
        sent += 1;
        if (delayMs > 0) await sleep(delayMs);
        if (breaksAt(sent, fault, { format, response })) return;
        if (fault?.stallAfter === sent) return;
      }
    }
    response.end();
  }

  #tellFirstByte(): void {
    const at = performance.now();
    for (const tell of this.#firstByte) tell(at);
  }
}

interface Pace {
  readonly piece: number;
  readonly delayMs: number;
  readonly fault: Fault | null;
}

interface Playing {
  readonly format: WireFormat;
  readonly model: WireModel;
  readonly pace: Pace;
  readonly said: readonly Utterance[];
}

function isFrame({ kind }: Utterance): boolean {
  return kind === "start" || kind === "end";
}

function paceOf(scenario: Scenario | null, fault: Fault | null): Pace {
  return { piece: scenario?.piece ?? 16, delayMs: scenario?.delayMs ?? 0, fault };
}

function utterances(answer: Answer, format: WireFormat, pace: Pace): readonly Utterance[] {
  const pieces = (text: string): readonly string[] => cutUp(text, pace.piece);
  const { reasoning, text, calls = [] } = answer;
  const spoken: Utterance[] = [];
  if (reasoning !== undefined) {
    spoken.push({ kind: "reasoning", index: 0, pieces: pieces(reasoning) });
  }
  if (text !== undefined) {
    spoken.push({ kind: "text", index: spoken.length, pieces: pieces(text) });
  }
  // Blocks are counted together with Anthropic, calls by themselves with OpenAI.
  const first = format === "anthropic" ? spoken.length : 0;
  const called = calls.map(({ tool, input }, index): Utterance => {
    const json = typeof input === "string" ? input : JSON.stringify(input);
    const id = `${format === "anthropic" ? "toolu" : "call"}_${randomUUID().slice(0, 8)}`;
    return { kind: "call", index: first + index, call: { id, tool, json }, pieces: pieces(json) };
  });
  const output = spoken.length + called.length;
  const finish = pace.fault?.finish ?? (calls.length > 0 ? FINISH_CALLS[format] : null);
  return [{ kind: "start" }, ...spoken, ...called, { kind: "end", finish, output }];
}

const FINISH_CALLS: Readonly<Record<WireFormat, string>> = {
  openai: "tool_calls",
  anthropic: "tool_use",
  ollama: "stop",
};

function breaksAt(
  sent: number,
  fault: Fault | null,
  { format, response }: { readonly format: WireFormat; readonly response: ServerResponse },
): boolean {
  if (fault?.cutAfter === sent) {
    response.write(format === "ollama" ? '{"message":{"con' : 'data: {"cho');
    response.socket?.destroy();
    return true;
  }
  if (fault?.errorAfter === sent) {
    response.end(wireError(format));
    return true;
  }
  return false;
}

async function write(line: string, fault: Fault | null, response: ServerResponse): Promise<void> {
  const bytes = Buffer.from(line);
  if (fault?.splitBytes !== true) {
    if (!response.write(bytes))
      await Promise.race([once(response, "drain"), once(response, "close")]);
    return;
  }
  for (let at = 0; at < bytes.length; at += 7) {
    response.write(bytes.subarray(at, at + 7));
    await sleep(0);
  }
}

function refuse(format: WireFormat, fault: Fault, response: ServerResponse): void {
  const wait = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
  response.writeHead(fault.status ?? 500, { "content-type": "application/json", ...wait });
  const error =
    format === "anthropic"
      ? { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }
      : { error: { message: "Too many requests", type: "rate_limit_error" } };
  response.end(JSON.stringify(error));
}

/** The answer to a request that does not stream. */
function whole(
  format: WireFormat,
  { text = "" }: Answer,
  { model, response }: { readonly model: WireModel; readonly response: ServerResponse },
): void {
  const tokens = model.promptTokens;
  const bodies: Readonly<Record<WireFormat, object>> = {
    openai: {
      id: "chatcmpl-double",
      object: "chat.completion",
      created: 1,
      model: model.name,
      choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
      usage: { prompt_tokens: tokens, completion_tokens: 1, total_tokens: tokens + 1 },
    },
    anthropic: {
      id: "msg_double",
      type: "message",
      role: "assistant",
      model: model.name,
      content: [{ type: "text", text }],
      stop_reason: "end_turn",
      stop_sequence: null,
      usage: { input_tokens: tokens, output_tokens: 1 },
    },
    ollama: {
      model: model.name,
      created_at: "2026-11-22T12:00:00Z",
      message: { role: "assistant", content: text },
      done: true,
      done_reason: "stop",
      prompt_eval_count: tokens,
      eval_count: 1,
    },
  };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(bodies[format]));
}

/** What models there are. */
function describe(pathname: string, response: ServerResponse): void {
  const answers: Readonly<Record<string, object>> = {
    "/v1/models": { object: "list", data: MODELS.map((id) => ({ id, object: "model" })) },
    "/api/tags": { models: MODELS.map((name) => ({ name })) },
    "/api/show": {
      capabilities: ["completion", "tools"],
      model_info: { "general.architecture": "double", "double.context_length": 40_960 },
    },
  };
  const answer = answers[pathname];
  response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(answer ?? { error: { message: `Nothing at ${pathname}` } }));
}

function cutUp(text: string, size: number): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
  return pieces;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
