import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Emitter, type Listen } from "../../common/base/event.ts";
import type { Log } from "../../common/base/log.ts";
import { problem } from "../../common/contracts/problem.ts";
import type { EdgeHealth } from "../../common/contracts/studio.ts";
import { EdgeReady, type EdgeConfigInput } from "./edgeConfig.ts";
import { followHealth } from "./followHealth.ts";

export interface EdgeSupervisorOptions {
  /** A real Node (≥ 22.12): Electron's own binary will not do. */
  readonly nodeBinary: string;
  /** The edge's entry: `out/main/edge.js`, or `src/main/edge/main.ts` from source. */
  readonly entry: string;
  readonly config: EdgeConfigInput;
  readonly log: Log;
}

/** How to reach the edge. */
export interface EdgeAddress {
  readonly restUrl: string;
  readonly token: string;
  readonly accountId: string;
  readonly publicPort: number;
}

const BACK_OFF_MS = [250, 500, 1_000, 2_000, 5_000, 10_000];
/** Up for so long, the next fall is a new story. */
const STABLE_MS = 30_000;
const STOP_LIMIT_MS = 5_000;

/** Keeps the edge's process alive: starts it, starts it again when it dies, tells how it is. */
export class EdgeSupervisor implements AsyncDisposable {
  readonly #options: EdgeSupervisorOptions;
  readonly #healthChanged = new Emitter<EdgeHealth>();
  #health: EdgeHealth = {
    rev: 0,
    state: "starting",
    port: null,
    scripts: 0,
    quarantined: [],
    reason: null,
  };
  #child: ChildProcess | undefined;
  #ready = Promise.withResolvers<EdgeAddress>();
  #isReady = false;
  #falls = 0;
  #retry: NodeJS.Timeout | undefined;
  #disposed = false;

  readonly onHealth: Listen<EdgeHealth> = this.#healthChanged.on;

  constructor(options: EdgeSupervisorOptions) {
    this.#options = options;
    this.#start();
  }

  get health(): EdgeHealth {
    return this.#health;
  }

  /** Its process now; undefined while there is none. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Resolves when the edge serves, also while it is being started again. Rejects with a
   * ProblemError `process-down` when it fell too often; a later call waits anew.
   */
  ready(): Promise<EdgeAddress> {
    return this.#ready.promise;
  }

  /** Ends the process and starts a new one at once. Resolves when that one serves. */
  async restart(): Promise<EdgeAddress> {
    this.#falls = 0;
    clearTimeout(this.#retry);
    const child = this.#child;
    if (child === undefined) this.#start();
    else await stop(child);
    return this.ready();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.#rejectReady("Studio is closing.");
    if (this.#child !== undefined) await stop(this.#child);
  }

  #start(): void {
    const { nodeBinary, entry, config, log } = this.#options;
    const startedAt = Date.now();
    const child = spawn(nodeBinary, ["--disable-warning=ExperimentalWarning", entry], {
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    this.#child = child;
    const following = new AbortController();
    child.stdin.on("error", () => undefined);
    child.stdin.write(`${JSON.stringify(config)}\n`);
    const said = keepLastLines(child, log);
    createInterface({ input: child.stdout }).once("line", (line) =>
      this.#serves(EdgeReady.parse(JSON.parse(line)), following.signal),
    );
    child.once("error", (error) => log.error("the edge cannot be run", { error: error.message }));
    child.once("close", (code, signal) => {
      following.abort();
      if (Date.now() - startedAt > STABLE_MS) this.#falls = 0;
      this.#fell(`${signal ?? `exit code ${code ?? "unknown"}`}${said()}`);
    });
  }

  #serves(ready: EdgeReady, signal: AbortSignal): void {
    const { token, accountId } = this.#options.config;
    this.#isReady = true;
    this.#ready.resolve({ ...ready, token, accountId });
    this.#tell({ state: "up", port: ready.publicPort, reason: null });
    const { log } = this.#options;
    void followHealth({ restUrl: ready.restUrl, token, signal, log }, (health) =>
      this.#tell(health),
    );
  }

  #fell(how: string): void {
    this.#child = undefined;
    if (this.#disposed) return;
    const isDown = this.#falls >= BACK_OFF_MS.length;
    if (isDown) this.#rejectReady(how);
    if (this.#isReady || isDown) this.#ready = Promise.withResolvers();
    this.#isReady = false;
    const wait = BACK_OFF_MS[Math.min(this.#falls, BACK_OFF_MS.length - 1)] ?? 0;
    this.#falls++;
    this.#options.log.warn("the edge stopped", { how, wait });
    this.#tell({
      state: isDown ? "down" : "restarting",
      port: null,
      reason: `The local edge stopped (${how}).`,
    });
    this.#retry = setTimeout(() => this.#start(), wait);
  }

  /** Somebody may never come to wait for it: then the rejection is nobody's. */
  #rejectReady(details: string): void {
    this.#ready.promise.catch(() => undefined);
    this.#ready.reject(
      problem("process-down", "The local edge does not start.", {
        next: "Restart the edge; its log says why it stops.",
        details,
      }),
    );
  }

  #tell(change: Partial<EdgeHealth>): void {
    this.#health = { ...this.#health, ...change, rev: this.#health.rev + 1 };
    this.#healthChanged.fire(this.#health);
  }
}

/** Closing its input is the request to end; a process that does not listen is killed. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.stdin?.end();
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
  await closed;
  clearTimeout(timer);
}

/** Passes its log on, and keeps what it said last for the reason of a fall. */
function keepLastLines(child: ChildProcess, log: Log): () => string {
  let last: string[] = [];
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on("line", (line) => {
      last = [...last, line].slice(-5);
      log.info(line.slice(0, 2_000));
    });
  }
  return () => (last.length === 0 ? "" : `: ${last.join("\n")}`);
}
