import type { AppId } from "../../../common/apps/appId.ts";
import { apiScriptName, scriptName } from "../../../common/apps/names.ts";
import { unreachable } from "../../../common/base/assert.ts";
import { Emitter, type Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type { OutputLine, PreviewAction, PreviewState } from "../../../common/contracts/preview.ts";
import { problem } from "../../../common/contracts/problem.ts";
import type { ServedPlace, WrittenPlace } from "../../../common/contracts/sourcePlaces.ts";
import type { WorkerState } from "../../../common/contracts/worker.ts";
import { OutputBuffer } from "./outputBuffer.ts";
import type { FilesChanged, PreviewedApp, PreviewPorts } from "./ports.ts";
import { PreviewSession } from "./previewSession.ts";
import { stoppedPreview } from "./previewState.ts";
import type { SessionWorker } from "./worker/sessionWorker.ts";

const FORGET_MS = 5_000;

/** What the buttons of a preview's problem need besides the preview itself. */
export interface PreviewActions {
  createIndexHtml(appId: AppId): Promise<void>;
  addPackage(appId: AppId, name: string): Promise<void>;
  trust(appId: AppId): Promise<PreviewedApp>;
  restartEdge(): Promise<void>;
}

/** The live previews of all open apps. */
export class PreviewService implements AsyncDisposable {
  readonly #ports: PreviewPorts;
  readonly #actions: PreviewActions;
  readonly #log: Log;
  readonly #sessions = new Map<AppId, PreviewSession>();
  readonly #stateChanged = new Emitter<AppId>();
  readonly #outputChanged = new Emitter<AppId>();
  readonly #workerChanged = new Emitter<AppId>();

  constructor(ports: PreviewPorts, actions: PreviewActions, log: Log) {
    this.#ports = ports;
    this.#actions = actions;
    this.#log = log;
  }

  /** Begins to serve an app; the stages show in its state. */
  open(app: PreviewedApp): void {
    if (this.#sessions.has(app.id)) return;
    const session = new PreviewSession(app, this.#ports, this.#log);
    this.#sessions.set(app.id, session);
    session.onChange(() => this.#stateChanged.fire(app.id));
    session.onWorkerChange(() => this.#workerChanged.fire(app.id));
    session.output.onChange(() => this.#outputChanged.fire(app.id));
    void session.start();
  }

  async close(appId: AppId): Promise<void> {
    const session = this.#sessions.get(appId);
    this.#sessions.delete(appId);
    await session?.[Symbol.asyncDispose]();
    this.#stateChanged.fire(appId);
  }

  /** Takes a removed app's scripts off this machine's edge; what cannot be reached stays. */
  async forget(appId: AppId): Promise<void> {
    await this.close(appId);
    const signal = AbortSignal.timeout(FORGET_MS);
    try {
      const platform = await this.#ports.platform(signal);
      for (const name of [scriptName(appId), apiScriptName(appId)]) {
        await platform.deleteScript("preview", name, signal);
      }
    } catch (error) {
      this.#log.warn("a removed app's scripts stay", { app: appId, error: String(error) });
    }
  }

  /** Starts over with what changed about the app (trust, folder). */
  async reopen(app: PreviewedApp): Promise<void> {
    await this.#sessions.get(app.id)?.start(app);
  }

  /** After the edge came back at another address. */
  async reconnectAll(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.start()));
  }

  /** Another Cloudflare account is linked, or none any more. */
  accountChanged(): void {
    for (const session of this.#sessions.values()) session.accountChanged();
  }

  saveBegan(appId: AppId, saveId: string, file: string): void {
    this.#sessions.get(appId)?.saveBegan(saveId, file);
  }

  filesChanged(appId: AppId, changed: FilesChanged): void {
    this.#sessions.get(appId)?.filesChanged(changed);
  }

  /** The app's folder went away, or came back. */
  folderChanged(appId: AppId, exists: boolean): void {
    void this.#sessions.get(appId)?.folderChanged(exists);
  }

  watch(appId: AppId): Watched<PreviewState> {
    const read = (): PreviewState =>
      this.#sessions.get(appId)?.state ?? stoppedPreview(appId).state;
    return watched(appId, this.#stateChanged, read);
  }

  output(appId: AppId): Watched<readonly OutputLine[]> {
    const empty = new OutputBuffer();
    const read = (): readonly OutputLine[] => (this.#sessions.get(appId)?.output ?? empty).value;
    return watched(appId, this.#outputChanged, read);
  }

  /** Where served places were written; null for each that lies in no file of the app. */
  async locate(
    appId: AppId,
    places: readonly ServedPlace[],
  ): Promise<readonly (WrittenPlace | null)[]> {
    return (await this.#sessions.get(appId)?.places.ask(places)) ?? places.map(() => null);
  }

  /** The app's own worker. */
  worker(appId: AppId): Watched<WorkerState> {
    const read = (): WorkerState => this.#sessions.get(appId)?.worker?.state ?? noWorkerYet(appId);
    return watched(appId, this.#workerChanged, read);
  }

  /** Lets the app's worker reach a private host from now on. */
  async allowHost(appId: AppId, host: string): Promise<void> {
    await this.#workerOf(appId).allow(host);
  }

  async forbidHost(appId: AppId, host: string): Promise<void> {
    await this.#workerOf(appId).forbid(host);
  }

  /** Does what a problem's button says. */
  async act(appId: AppId, action: PreviewAction, subject: string | null): Promise<void> {
    const session = this.#sessions.get(appId);
    if (session === undefined) throw problem("not-found", "This app is not open.");
    switch (action) {
      case "retry":
      case "restart-compiler":
        return session.start();
      case "restart-edge":
        await this.#actions.restartEdge();
        return session.start();
      case "install-packages":
        return session.installPackages();
      case "add-package":
        if (subject === null) throw problem("invalid-input", "No package was named.");
        return this.#actions.addPackage(appId, subject);
      case "create-index-html":
        await this.#actions.createIndexHtml(appId);
        return session.start();
      case "trust-folder":
        return session.start(await this.#actions.trust(appId));
      case "use-default-config":
        return session.useStudioConfig();
      case "open-file":
      case "locate-folder":
        throw problem("invalid-input", "This is done in the window, not by the host.");
      default:
        return unreachable(action);
    }
  }

  #workerOf(appId: AppId): SessionWorker {
    const worker = this.#sessions.get(appId)?.worker;
    if (worker === undefined) throw problem("not-found", "This app is not open.");
    return worker;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(sessions.map((session) => session[Symbol.asyncDispose]()));
  }
}

function noWorkerYet(appId: AppId): WorkerState {
  return {
    appId,
    rev: 0,
    status: "waiting",
    script: apiScriptName(appId),
    file: null,
    bindings: [],
    problems: [],
    allowed: [],
  };
}

function watched<T>(appId: AppId, changed: Emitter<AppId>, read: () => T): Watched<T> {
  return {
    get value() {
      return read();
    },
    onChange: (listener) =>
      changed.on((id) => {
        if (id === appId) listener(read());
      }),
  };
}
