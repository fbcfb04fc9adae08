import { createServer, DevEnvironment, type HotPayload, type ViteDevServer } from "vite";
import type { FileEvent } from "./protocol.ts";
import { PageChannel } from "./hotChannel.ts";
import { elementSources } from "./elementSources.ts";
import { slashed } from "./pathAliases.ts";
import { viteConfig, type ViteConfigOptions } from "./viteConfig.ts";

export type DependencyOptimizer = NonNullable<DevEnvironment["depsOptimizer"]>;

export interface ViteSessionOptions extends ViteConfigOptions {
  /** Called before the dependency cache is read: make it fit, if it can be. */
  readonly prepareDependencies: (optimizer: DependencyOptimizer) => Promise<void>;
  /** A payload came outside of {@link ViteSession.apply}: an invalidation, a re-optimisation. */
  readonly onPayload: () => void;
  /** A plugin restarted Vite: everything has to be looked at again. */
  readonly onRestart: () => void;
  /** False to optimise what a scan finds, without waiting for requests that never come. */
  readonly awaitsCrawl?: boolean;
}

/** A file event that Vite does not answer holds up the saves after it at most this long. */
const HANDLING_TIMEOUT_MS = 10_000;

const WATCHER_EVENT = { added: "add", changed: "change", removed: "unlink" } as const;

/**
 * One Vite server without a port and without a watcher. A changed config makes a new session;
 * the old one serves until the new one stands.
 */
export class ViteSession implements AsyncDisposable {
  readonly #server: ViteDevServer;
  readonly #inbox: Inbox;

  private constructor(server: ViteDevServer, inbox: Inbox) {
    this.#server = server;
    this.#inbox = inbox;
  }

  /** Rejects with what the config or a plugin threw. */
  static async open(options: ViteSessionOptions): Promise<ViteSession> {
    const inbox = new Inbox(options);
    const config = viteConfig(options, [sessionPlugin(), elementSources()]);
    config.optimizeDeps = {
      ...config.optimizeDeps,
      holdUntilCrawlEnd: options.awaitsCrawl ?? true,
    };
    config.environments = {
      client: {
        dev: {
          createEnvironment: (name, resolved) => {
            const transport = inbox.openChannel();
            return new SessionEnvironment(name, resolved, { hot: true, transport }, options);
          },
        },
      },
    };
    config.server = {
      ...config.server,
      hotUpdateEnvironments: async (server, update) => {
        try {
          await Promise.all(Object.values(server.environments).map((env) => update(env)));
        } finally {
          inbox.handled();
        }
      },
    };
    return new ViteSession(await createServer(config), inbox);
  }

  get server(): ViteDevServer {
    return this.#server;
  }

  get environment(): DevEnvironment {
    const client = this.#server.environments["client"];
    if (client === undefined) throw new Error("Vite has no client environment");
    return client;
  }

  /** Files whose change makes this session's config stale. Absolute, with `/`. */
  get configFiles(): readonly string[] {
    const { configFile, configFileDependencies } = this.#server.config;
    return [...(configFile === undefined ? [] : [configFile]), ...configFileDependencies].map(
      slashed,
    );
  }

  /** Tells Vite what changed on disk and waits until it has sent its payloads. */
  async apply(files: readonly FileEvent[]): Promise<void> {
    if (files.length === 0) return;
    const done = this.#inbox.expect(files.length, HANDLING_TIMEOUT_MS);
    for (const { kind, path } of files) {
      const event = WATCHER_EVENT[kind];
      this.#server.watcher.emit(event, path);
      this.#server.watcher.emit("all", event, path);
    }
    await done;
  }

  /** Payloads since the last call, oldest first. */
  takePayloads(): HotPayload[] {
    return this.#inbox.take();
  }

  get hasPayloads(): boolean {
    return this.#inbox.size > 0;
  }

  /** A page's custom event. `vite:invoke` would let a page read any module as text. */
  receive(event: string, data: unknown): void {
    if (event === "vite:invoke") return;
    this.#inbox.channel?.receive(event, data);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.close();
  }
}

class SessionEnvironment extends DevEnvironment {
  readonly #prepare: (optimizer: DependencyOptimizer) => Promise<void>;

  constructor(
    name: string,
    config: ConstructorParameters<typeof DevEnvironment>[1],
    context: ConstructorParameters<typeof DevEnvironment>[2],
    options: ViteSessionOptions,
  ) {
    super(name, config, context);
    this.#prepare = options.prepareDependencies;
  }

  override async listen(server: ViteDevServer): Promise<void> {
    if (this.depsOptimizer !== undefined) await this.#prepare(this.depsOptimizer);
    await super.listen(server);
  }
}

/** Collects what Vite sends; only the newest channel counts, an older one belongs to the past. */
class Inbox {
  channel: PageChannel | null = null;
  readonly #onPayload: () => void;
  readonly #onRestart: () => void;
  #payloads: HotPayload[] = [];
  #awaited = 0;
  #settle: (() => void) | null = null;

  constructor(events: { onPayload: () => void; onRestart: () => void }) {
    this.#onPayload = events.onPayload;
    this.#onRestart = events.onRestart;
  }

  get size(): number {
    return this.#payloads.length;
  }

  openChannel(): PageChannel {
    const channel: PageChannel = new PageChannel(
      (payload) => {
        if (this.channel !== channel) return;
        this.#payloads.push(payload);
        if (this.#awaited === 0) this.#onPayload();
      },
      () => {
        const isRestart = this.channel !== null;
        this.channel = channel;
        if (isRestart) this.#onRestart();
      },
    );
    return channel;
  }

  take(): HotPayload[] {
    const taken = this.#payloads;
    this.#payloads = [];
    return taken;
  }

  expect(count: number, timeoutMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => this.#finish(), timeoutMs);
    this.#awaited = count;
    this.#settle = () => {
      clearTimeout(timer);
      resolve();
    };
    return promise;
  }

  handled(): void {
    if (this.#awaited === 0) return;
    this.#awaited -= 1;
    if (this.#awaited === 0) this.#finish();
  }

  #finish(): void {
    this.#awaited = 0;
    this.#settle?.();
    this.#settle = null;
  }
}

/** Named the same in compiler and optimizer: plugin names are part of Vite's cache hash. */
function sessionPlugin(): { name: string; configResolved: (config: object) => void } {
  return {
    name: "studio:session",
    configResolved(config) {
      // A token per start would give `/@vite/client` other bytes each time. Nothing listens
      // here that it could protect: pages are authorised by the room.
      Object.assign(config, { webSocketToken: "studio" });
    },
  };
}
