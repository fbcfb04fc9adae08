import { apiScriptName } from "../../../../common/apps/names.ts";
import type { WorkerSettings } from "../../../../common/apps/workerSettings.ts";
import type { Unserved } from "../../../../common/apps/wranglerConfig.ts";
import { Emitter } from "../../../../common/base/event.ts";
import type { Log } from "../../../../common/base/log.ts";
import { problem, toProblem } from "../../../../common/contracts/problem.ts";
import type { WorkerProblem, WorkerState } from "../../../../common/contracts/worker.ts";
import type { WorkersPlatform } from "../../../cloud/workersPlatform.ts";
import type { WorkerBundle } from "../../../compiler/protocol.ts";
import type { OutputBuffer } from "../outputBuffer.ts";
import type { PreviewedApp } from "../ports.ts";
import { type Provisioned, provisionApi } from "./provisionApi.ts";
import { tailLines } from "./tailLines.ts";
import type { WorkerPorts } from "./workerPorts.ts";
import { bindingsShown, bindingProblem, faultProblem, hostProblem } from "./workerWords.ts";

export interface SessionWorkerOptions {
  readonly app: PreviewedApp;
  readonly platform: WorkersPlatform;
  readonly ports: WorkerPorts;
  readonly output: OutputBuffer;
  readonly log: Log;
}

const MAX_HOSTS = 50;

/** An app's own `/api` worker while the app is open: bound, uploaded, followed. */
export class SessionWorker implements Disposable {
  readonly #options: SessionWorkerOptions;
  readonly #script: string;
  readonly #changed = new Emitter<WorkerState>();
  readonly onChange = this.#changed.on;
  readonly #stopped = new AbortController();
  readonly #parts = new DisposableStack();
  /** Hosts it was refused since the app was opened and that were not allowed yet. */
  readonly #denied = new Set<string>();
  #bundle: WorkerBundle | null | undefined;
  #settings: WorkerSettings | undefined;
  #provisioned: Provisioned | undefined;
  #failure: WorkerProblem | undefined;
  #tail: Disposable | undefined;
  #work: Promise<void> = Promise.resolve();
  #waiting = false;
  #rev = 0;

  constructor(options: SessionWorkerOptions) {
    this.#options = options;
    this.#script = apiScriptName(options.app.id);
    this.#parts.defer(
      options.ports.onDenied(({ script, host }) => {
        if (script === this.#script) this.#wasDenied(host);
      }),
    );
    this.#parts.defer(() => this.#tail?.[Symbol.dispose]());
  }

  get state(): WorkerState {
    const { app, ports } = this.#options;
    return {
      appId: app.id,
      rev: this.#rev,
      status: this.#status(),
      script: this.#script,
      file: this.#settings?.file ?? null,
      bindings: bindingsShown(this.#settings, this.#unserved()),
      problems: this.#problems(),
      allowed: [...ports.allowed.get(app.id)],
    };
  }

  /** It was bundled anew; null when the app has none. */
  built(bundle: WorkerBundle | null): void {
    this.#bundle = bundle;
    this.#schedule();
  }

  /** What the folder says about it may have changed. */
  settingsChanged(): void {
    if (this.#bundle !== undefined) this.#schedule();
  }

  /** @throws `invalid-input` when there are too many. */
  async allow(host: string): Promise<void> {
    const hosts = this.state.allowed.filter((known) => known !== host);
    if (hosts.length >= MAX_HOSTS) {
      throw problem("invalid-input", `At most ${MAX_HOSTS} hosts can be allowed.`, {
        next: "Remove one that is not needed any more.",
      });
    }
    this.#denied.delete(host);
    await this.#setAllowed([...hosts, host]);
  }

  async forbid(host: string): Promise<void> {
    await this.#setAllowed(this.state.allowed.filter((known) => known !== host));
  }

  /** Resolves when nothing waits to be uploaded. */
  settled(): Promise<void> {
    return this.#work;
  }

  [Symbol.dispose](): void {
    this.#stopped.abort();
    this.#parts[Symbol.dispose]();
  }

  /** What comes while one upload runs is one more upload after it. */
  #schedule(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#work = this.#work.then(async () => {
      this.#waiting = false;
      if (!this.#stopped.signal.aborted) await this.#provision();
    });
  }

  async #provision(): Promise<void> {
    const { app, platform, ports, log } = this.#options;
    const bundle = this.#bundle ?? null;
    const { signal } = this.#stopped;
    const settings = await ports.settings(app.root);
    try {
      const appOfWorker = (name: string) => ports.appOfWorker(name);
      const wanted = { app, bundle, settings, secrets: settings.secrets, appOfWorker };
      this.#provisioned = await provisionApi(platform, wanted, signal);
      if (bundle !== null) await ports.allow(this.#script, ports.allowed.get(app.id));
      this.#failure = undefined;
      this.#follow(bundle !== null);
    } catch (error) {
      if (signal.aborted) return;
      const { message } = toProblem(error);
      log.warn("the app's worker was not uploaded", { app: app.id, reason: message });
      this.#failure = {
        id: "upload",
        title: "The worker was not uploaded",
        cause: message,
        file: settings.file,
        host: null,
      };
    }
    this.#settings = settings;
    this.#tell();
  }

  #follow(exists: boolean): void {
    if (!exists) {
      this.#tail?.[Symbol.dispose]();
      this.#tail = undefined;
      return;
    }
    const { ports, output } = this.#options;
    this.#tail ??= ports.tail(this.#script, (event) => {
      for (const line of tailLines(event)) output.add(line);
    });
  }

  async #setAllowed(hosts: readonly string[]): Promise<void> {
    const { app, ports } = this.#options;
    ports.allowed.set(app.id, hosts);
    this.#tell();
    if (this.#bundle !== undefined && this.#bundle !== null) {
      await ports.allow(this.#script, hosts);
    }
  }

  #wasDenied(host: string): void {
    const isKnown = this.#denied.has(host) || this.state.allowed.includes(host);
    if (isKnown || this.#denied.size >= MAX_HOSTS) return;
    this.#denied.add(host);
    this.#tell();
  }

  #status(): WorkerState["status"] {
    if (this.#failure !== undefined) return "failed";
    if (this.#provisioned === undefined) return "waiting";
    return this.#provisioned.isThere ? "ready" : "none";
  }

  #problems(): WorkerProblem[] {
    const file = this.#settings?.file ?? null;
    return [
      ...(this.#failure === undefined ? [] : [this.#failure]),
      ...(this.#settings?.faults ?? []).map(faultProblem),
      ...this.#unserved().map((unserved) => bindingProblem(unserved, file)),
      ...[...this.#denied].map(hostProblem),
    ];
  }

  #unserved(): readonly Unserved[] {
    // A folder without a worker may still have a wrangler file, for its static files.
    if (this.#provisioned?.isThere !== true) return [];
    return [...(this.#settings?.unserved ?? []), ...this.#provisioned.unserved];
  }

  #tell(): void {
    this.#rev++;
    this.#changed.fire(this.state);
  }
}
