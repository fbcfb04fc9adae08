import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { ChatState } from "../../common/apps/chat/chatState.ts";
import { EMPTY_CHAT } from "../../common/apps/chat/chatState.ts";
import { reduceChat } from "../../common/apps/chat/reduceChat.ts";
import { silentLog } from "../../common/base/log.ts";
import type {
  ChatFrame,
  ChatId,
  ChatIntent,
  ProviderKind,
  ToolStage,
} from "../../common/contracts/chat.ts";
import { ToolFixture } from "./agentToolFixture.ts";
import type { RecipeSource, Run } from "../services/agent/agentPorts.ts";
import { BodyFiles } from "../services/agent/bodyFiles.ts";
import { ChatsService } from "../services/agent/chatsService.ts";
import { keptChoice } from "../services/agent/choice.ts";
import type { ChatPlace } from "../services/agent/log/chatReaders.ts";
import { ProvidersService } from "../services/agent/providers/providersService.ts";
import { RUN_LIMITS, type RunLimits } from "../services/agent/runner/limits.ts";
import { modelRunner } from "../services/agent/runner/modelRunner.ts";
import { type ModelServer, startModelServer } from "../services/agent/testing/modelServer.ts";
import { scenarioMessage } from "../services/agent/testing/scenario.ts";
import type { Tool } from "../services/agent/tool.ts";
import { openStudioDb, type StudioDb } from "../storage/studioDb.ts";

type Scenario = Parameters<typeof scenarioMessage>[0];

export interface ChatFixtureOptions {
  readonly kind?: ProviderKind;
  readonly limits?: Partial<RunLimits>;
  readonly dataDir?: string;
}

/** Chats with a real log, real providers' packages and a model server on this computer. */
export class ChatFixture implements AsyncDisposable {
  readonly tools: ToolFixture;
  readonly server: ModelServer;
  readonly db: StudioDb;
  readonly chats: ChatsService;
  readonly providers: ProvidersService;
  /** What the model was asked to hide. */
  readonly secrets = new Set<string>();
  readonly #folder: string;
  readonly #keepsFolder: boolean;

  static async start(options: ChatFixtureOptions = {}): Promise<ChatFixture> {
    const server = await startModelServer();
    const tools = new ToolFixture();
    tools.put("src/App.tsx", "export const App = () => <p>Hello</p>;\n");
    await tools.call("os-list", { path: "" });
    for (const tool of [echoTool, waitTool, askTool, brokenTool]) tools.registry.add(tool);
    const fixture = new ChatFixture(server, tools, options);
    await fixture.#connect(options.kind ?? "compatible");
    return fixture;
  }

  private constructor(server: ModelServer, tools: ToolFixture, options: ChatFixtureOptions) {
    this.server = server;
    this.tools = tools;
    this.#keepsFolder = options.dataDir !== undefined;
    this.#folder = options.dataDir ?? mkdtempSync(path.join(tmpdir(), "chats-"));
    const log = silentLog;
    const now = Date.now;
    this.db = openStudioDb(path.join(this.#folder, "studio.db"), { now, log });
    const keys = {
      read: async () => null,
      write: async () => undefined,
      remove: async () => undefined,
    };
    this.providers = new ProvidersService({ memory: this.db.settings, keys, now, log });
    const model: Run = modelRunner({
      store: this.db.chats,
      tools: tools.registry,
      context: async (_appId, { text, history }) => ({
        instructions: "You build apps.",
        messages: [...history, { role: "user", content: text }],
        question: { role: "user", content: text },
        breakdown: { parts: [], tokens: 0, limit: null },
      }),
      open: (provider, id, signal) => this.providers.open(provider, id, signal),
      redact: (_appId, value) => this.#redacted(value),
      checked: async () => undefined,
      fixesItself: () => true,
      limits: () => ({ ...RUN_LIMITS, ...options.limits }),
      now,
      log,
    });
    this.chats = new ChatsService({
      store: this.db.chats,
      bodies: new BodyFiles(path.join(this.#folder, "bodies")),
      checkpoints: {
        runEnded: async () => null,
        restore: (input) => tools.restorer.restore(input),
      },
      recipes: noRecipes,
      model,
      choice: keptChoice(this.db.settings),
      redact: (_appId, text) => this.#redacted(text),
      runEnded: () => undefined,
      stuck: () => undefined,
      now,
      log,
    });
    this.chats.start();
  }

  newChat(): ChatId {
    return this.chats.create(this.tools.appId, "").id;
  }

  /** Sends a message that the server answers as told. */
  async play(chat: ChatId, scenario: Scenario): Promise<void> {
    await this.say(chat, scenarioMessage(scenario));
  }

  say(chat: ChatId, text: string): Promise<void> {
    return this.intend(chat, { type: "send", text, mode: "build", attachments: [], after: null });
  }

  intend(chat: ChatId, intent: ChatIntent, id: string = randomUUID()): Promise<void> {
    return this.chats.intend(chat, id, intent);
  }

  /** Plays to the end of the run. */
  async run(chat: ChatId, scenario: Scenario): Promise<ChatState> {
    await this.play(chat, scenario);
    return this.until(chat, ({ running }) => running === null);
  }

  async until(chat: ChatId, holds: (state: ChatState) => boolean, ms = 15_000): Promise<ChatState> {
    const reader = new TestReader(this.chats, chat);
    using _ = reader;
    const limit = Date.now() + ms;
    for (;;) {
      reader.read();
      if (holds(reader.state)) return reader.state;
      if (Date.now() > limit) throw new Error(`Not in time: ${JSON.stringify(reader.state)}`);
      await reader.more(limit - Date.now());
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.chats[Symbol.asyncDispose]();
    await this.server[Symbol.asyncDispose]();
    await this.tools[Symbol.asyncDispose]();
    this.db[Symbol.dispose]();
    if (!this.#keepsFolder) rmSync(this.#folder, { recursive: true, force: true });
  }

  async #connect(kind: ProviderKind): Promise<void> {
    const baseUrl = kind === "ollama" ? this.server.url : `${this.server.url}/v1`;
    const models = ["double-1"];
    const { id } = this.providers.save({ id: null, kind, title: "Double", baseUrl, models });
    if (kind !== "ollama") await this.providers.setKey(id, "key-of-the-double");
    this.chats.choose({ provider: id, model: "double-1", approval: "auto-all" });
  }

  #redacted<T>(value: T): T {
    if (this.secrets.size === 0) return value;
    let json = JSON.stringify(value);
    for (const secret of this.secrets) json = json.replaceAll(secret, "[secret]");
    return JSON.parse(json) as T;
  }
}

/** A window: folds what it gets, and says when it has drawn it. */
export class TestReader implements Disposable {
  readonly frames: ChatFrame[] = [];
  state: ChatState = EMPTY_CHAT;
  readonly #name = randomUUID();
  readonly #chats: ChatsService;
  readonly #chat: ChatId;
  readonly #reading: ReturnType<ChatsService["follow"]>;
  readonly #from: ChatPlace;

  constructor(chats: ChatsService, chat: ChatId, from?: TestReader) {
    this.#chats = chats;
    this.#chat = chat;
    this.state = from?.state ?? EMPTY_CHAT;
    this.#from = from?.place ?? { epoch: null, since: null };
    this.#reading = chats.follow(chat, this.#name, this.#from);
  }

  get place(): ChatPlace {
    const last = this.frames.at(-1);
    return last === undefined ? this.#from : { epoch: last.epoch, since: last.seq };
  }

  /** Reads all there is, and draws it at once unless told otherwise. */
  read({ acknowledges = true } = {}): void {
    for (let frame = this.#reading.next(); frame !== null; frame = this.#reading.next()) {
      this.frames.push(frame);
      this.state =
        frame.kind === "snapshot"
          ? (frame.state as ChatState)
          : reduceChat(this.state, frame.events);
      if (acknowledges) this.#chats.acknowledge(this.#chat, this.#name);
    }
  }

  async more(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    const unlisten = this.#reading.onMore(() => resolve());
    await promise;
    unlisten();
    clearTimeout(timer);
  }

  [Symbol.dispose](): void {
    this.#reading[Symbol.dispose]();
  }
}

const noRecipes: RecipeSource = {
  list: () => [],
  prepare: () => {
    throw new Error("There are no recipes here");
  },
};

const Text = z.object({ text: z.string().default(""), ms: z.number().default(0) });
type Text = z.infer<typeof Text>;

function testTool(
  name: string,
  work: (input: Text, context: Parameters<Tool["execute"]>[1]) => Promise<string>,
  rest: Partial<Tool> = {},
): Tool {
  return {
    name,
    description: `For tests: ${name}`,
    input: Text,
    output: z.object({ text: z.string() }),
    modes: ["build", "ask", "plan"],
    stages: ["running", "complete"] satisfies ToolStage[],
    streamed: ["text"],
    risk: () => null,
    summary: () => name,
    execute: async (input, context) => {
      context.progress("running", 10, "Running");
      const text = await work(Text.parse(input), context);
      return { output: { text }, summary: `${name} is done` };
    },
    ...rest,
  };
}

const echoTool = testTool("echo", async ({ text }) => text);

/** Waits as long as it is told, unless it is cancelled. */
const waitTool = testTool("wait", async ({ ms }, { signal, print }) => {
  print("waiting\n");
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    reject(signal.reason);
  });
  await promise;
  return "waited";
});

const askTool = testTool("ask-first", async () => "allowed", { risk: () => "delete" });

/** Finds as many errors in the app as it is told. */
const brokenTool = testTool("break", async ({ text }) => text, {
  execute: async (input) => {
    const { text } = Text.parse(input);
    const diagnostics = Array.from({ length: Number(text) }, (_, index) => ({
      source: "parse" as const,
      severity: "error" as const,
      path: null,
      line: index + 1,
      message: `Broken ${index}`,
    }));
    return { output: { text }, summary: "Done", diagnostics };
  },
});
