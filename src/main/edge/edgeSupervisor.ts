import { randomUUID } from "node:crypto";
import type { DeniedRequest } from "../../common/apps/edgeWire.ts";
import { Emitter, type Listen } from "../../common/base/event.ts";
import type { Log } from "../../common/base/log.ts";
import { type Problem, problem, ProblemError, toProblem } from "../../common/contracts/problem.ts";
import type { EdgeHealth } from "../../common/contracts/studio.ts";
import { EdgeApi, LedByAnother } from "./edgeApi.ts";
import type { EdgeConfigInput, EdgeReady } from "./edgeConfig.ts";
import { findEdge } from "./findEdge.ts";
import { adoptEdge, type RunningEdge, spawnEdge } from "./runningEdge.ts";

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

/**
 * Keeps the edge's process alive: takes over one that an earlier Studio left to serve, or starts
 * one; starts it again when it dies; tells how it is.
 */
export class EdgeSupervisor implements AsyncDisposable {
  readonly #options: EdgeSupervisorOptions;
  readonly #leader = randomUUID();
  readonly #healthChanged = new Emitter<EdgeHealth>();
  readonly #deniedRequest = new Emitter<DeniedRequest>();
  #health: EdgeHealth = {
    rev: 0,
    state: "starting",
    port: null,
    scripts: 0,
    quarantined: [],
    reason: null,
  };
  #keepServing: boolean;
  #edge: RunningEdge | undefined;
  #following = new AbortController();
  #starting: Promise<void> = Promise.resolve();
  #ready = Promise.withResolvers<EdgeAddress>();
  #address: EdgeAddress | undefined;
  #adopted = false;
  #falls = 0;
  #retry: NodeJS.Timeout | undefined;
  #disposed = false;

  readonly onHealth: Listen<EdgeHealth> = this.#healthChanged.on;
  /** A script was refused a host of this machine or its network. */
  readonly onDenied: Listen<DeniedRequest> = this.#deniedRequest.on;

  constructor(options: EdgeSupervisorOptions) {
    this.#options = options;
    this.#keepServing = options.config.keepServing ?? false;
    this.#begin();
  }

  get health(): EdgeHealth {
    return this.#health;
  }

  /** Its process now; undefined while there is none. */
  get pid(): number | undefined {
    return this.#edge?.pid;
  }

  /** Whether the edge that serves now was left by an earlier Studio. */
  get isAdopted(): boolean {
    return this.#adopted;
  }

  /** How to reach it while it serves. */
  get address(): EdgeAddress | undefined {
    return this.#address;
  }

  /**
   * Resolves when the edge serves, also while it is being started again. Rejects with a
   * ProblemError `process-down` when it fell too often, `locked` when another Studio drives it;
   * a later call waits anew.
   */
  ready(): Promise<EdgeAddress> {
    return this.#ready.promise;
  }

  /** Whether it goes on serving what was pushed when this Studio ends. */
  async setKeepServing(keep: boolean): Promise<void> {
    this.#keepServing = keep;
    const { address } = this;
    if (address === undefined) return;
    await new EdgeApi(address.restUrl, address.token).setKeepServing(keep);
  }

  /** Ends the process and starts a new one at once. Resolves when that one serves. */
  async restart(): Promise<EdgeAddress> {
    this.#falls = 0;
    clearTimeout(this.#retry);
    await this.#starting;
    if (this.#edge === undefined) this.#begin();
    else await this.#edge.stop();
    return this.ready();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.#rejectReady({ code: "process-down", message: "Studio is closing." });
    await this.#starting;
    const edge = this.#edge;
    if (edge === undefined) return;
    if (await this.#isKept()) edge.release();
    else await edge.stop();
    this.#following.abort();
  }

  /** The last word before we go: an edge that did not hear it would end, or stay unasked. */
  async #isKept(): Promise<boolean> {
    if (!this.#keepServing || this.#address === undefined) return false;
    try {
      await this.setKeepServing(true);
      return true;
    } catch (error) {
      this.#options.log.warn("the edge is not kept", { error: String(error) });
      return false;
    }
  }

  #begin(): void {
    this.#starting = this.#start();
  }

  async #start(): Promise<void> {
    const startedAt = Date.now();
    let edge: RunningEdge;
    try {
      edge = await this.#open();
    } catch (error) {
      this.#cannotStart(toProblem(error));
      return;
    }
    this.#edge = edge;
    this.#following = new AbortController();
    const { signal } = this.#following;
    edge.ready.then(
      (ready) => this.#serves(ready, signal),
      // What it printed was no address: it is of no use.
      () => edge.stop(),
    );
    void edge.ended.then((how) => {
      this.#following.abort();
      if (Date.now() - startedAt > STABLE_MS) this.#falls = 0;
      this.#fell(how);
    });
  }

  async #open(): Promise<RunningEdge> {
    const { config, log } = this.#options;
    const found = await findEdge(config.stateDir, config.token);
    if (found?.led === true) {
      throw problem("locked", "Another Studio drives the local edge of this data folder.", {
        next: "Quit the other Studio, then restart the edge.",
      });
    }
    const isOurs = found?.build === (config.build ?? "unknown");
    this.#adopted = isOurs && !this.#disposed;
    if (found !== undefined && isOurs) {
      log.info("the edge of an earlier Studio is taken over", { pid: found.pid });
      return adoptEdge(found, config.token);
    }
    if (found !== undefined) {
      log.info("the edge of another version is ended", { pid: found.pid });
      await adoptEdge(found, config.token).stop();
    }
    return spawnEdge({
      ...this.#options,
      config: { ...config, leader: this.#leader, keepServing: this.#keepServing },
    });
  }

  async #serves(ready: EdgeReady, signal: AbortSignal): Promise<void> {
    const { token, accountId, studioOrigins } = this.#options.config;
    const terms = { leader: this.#leader, studioOrigins, keepServing: this.#keepServing };
    try {
      const messages = await new EdgeApi(ready.restUrl, token).lead(terms, signal);
      this.#address = { ...ready, token, accountId };
      this.#ready.resolve(this.#address);
      this.#tell({ state: "up", port: ready.publicPort, reason: null });
      for await (const message of messages) {
        if (message.type === "health") this.#tell(message.health);
        else if (message.type === "denied") this.#deniedRequest.fire(message.denied);
        else this.#options.log.info(JSON.stringify(message.line).slice(0, 2_000));
      }
    } catch (error) {
      this.#lostLead(error, signal);
    }
  }

  /** The connection breaks when the edge ends, which is learnt from the process itself. */
  #lostLead(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#options.log.debug("the edge's events ended", { error: String(error) });
    if (!(error instanceof LedByAnother)) return;
    this.#edge?.release();
    this.#edge = undefined;
    this.#cannotStart({
      code: "locked",
      message: error.message,
      next: "Quit the other Studio, then restart the edge.",
    });
  }

  #cannotStart(reason: Problem): void {
    if (this.#disposed) return;
    this.#rejectReady(reason);
    this.#ready = Promise.withResolvers();
    this.#options.log.warn("the edge cannot be started", { reason: reason.message });
    this.#tell({ state: "down", port: null, reason: reason.message });
  }

  #fell(how: string): void {
    const wasReady = this.#address !== undefined;
    this.#edge = undefined;
    this.#address = undefined;
    if (this.#disposed) return;
    const isDown = this.#falls >= BACK_OFF_MS.length;
    if (isDown) {
      this.#rejectReady({
        code: "process-down",
        message: "The local edge does not start.",
        next: "Restart the edge; its log says why it stops.",
        details: how,
      });
    }
    if (wasReady || isDown) this.#ready = Promise.withResolvers();
    const wait = BACK_OFF_MS[Math.min(this.#falls, BACK_OFF_MS.length - 1)] ?? 0;
    this.#falls++;
    this.#options.log.warn("the edge stopped", { how, wait });
    this.#tell({
      state: isDown ? "down" : "restarting",
      port: null,
      reason: `The local edge stopped (${how}).`,
    });
    this.#retry = setTimeout(() => this.#begin(), wait);
  }

  /** Somebody may never come to wait for it: then the rejection is nobody's. */
  #rejectReady(reason: Problem): void {
    this.#ready.promise.catch(() => undefined);
    this.#ready.reject(new ProblemError(reason));
  }

  #tell(change: Partial<EdgeHealth>): void {
    this.#health = { ...this.#health, ...change, rev: this.#health.rev + 1 };
    this.#healthChanged.fire(this.#health);
  }
}
