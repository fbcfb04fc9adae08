import { existsSync } from "node:fs";
import path from "node:path";
import { scriptName } from "../../../common/apps/names.ts";
import { ROOM_PATHS, type Welcome } from "../../../common/apps/room.ts";
import { concernsWorker } from "../../../common/apps/workerSettings.ts";
import { unreachable } from "../../../common/base/assert.ts";
import { Emitter } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type {
  PreviewProblem,
  PreviewStage,
  PreviewStageId,
  PreviewState,
} from "../../../common/contracts/preview.ts";
import { type Problem, problem, toProblem } from "../../../common/contracts/problem.ts";
import type { WorkersPlatform } from "../../cloud/workersPlatform.ts";
import type { CompiledCommit, FromCompiler, KnownState } from "../../compiler/protocol.ts";
import { chooseConfig, isConfigFile } from "./chooseConfig.ts";
import { firstPaint } from "./firstPaint.ts";
import { OutputBuffer } from "./outputBuffer.ts";
import type { Compiler, FilesChanged, PreviewedApp, PreviewPorts, Room } from "./ports.ts";
import type { PreviewEvent, SaveStep } from "./previewEvent.ts";
import * as problems from "./previewProblems.ts";
import { type PreviewModel, reducePreview, stoppedPreview } from "./previewState.ts";
import { knownFrom, NOTHING_KNOWN } from "./knownState.ts";
import { PreviewFailure } from "./previewFailure.ts";
import { provisionScript } from "./provisionScript.ts";
import { RoomPush } from "./roomPush.ts";
import { highestMark, queueMark, withoutMarks } from "./saveMarks.ts";
import { SessionMirror } from "./sessionMirror.ts";
import { SourcePlaces } from "./sourcePlaces.ts";
import { SessionWorker } from "./worker/sessionWorker.ts";

/** Restarts of a compiler that died, within {@link RESTART_WINDOW_MS}, before the person is asked. */
const RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;

/** One app's live preview from opening to closing. */
export class PreviewSession implements AsyncDisposable {
  readonly output = new OutputBuffer();
  /** Where served places were written. */
  readonly places = new SourcePlaces(() => this.#compiler);
  readonly #changed = new Emitter<PreviewState>();
  readonly onChange = this.#changed.on;
  readonly #workerChanged = new Emitter<void>();
  readonly onWorkerChange = this.#workerChanged.on;

  readonly #ports: PreviewPorts;
  readonly #log: Log;
  #app: PreviewedApp;
  #model: PreviewModel;
  #run = new AbortController();
  #platform: WorkersPlatform | undefined;
  #room: Room | undefined;
  #push: RoomPush | undefined;
  #mirror: SessionMirror | undefined;
  #worker: SessionWorker | undefined;
  #compiler: Compiler | undefined;
  #config: "studio" | "app" = "studio";
  #useStudioConfig = false;
  /** Number of the durable queue when this start began to compare the folder with the target. */
  #openedAtSeq: number | null = null;
  #deaths: number[] = [];

  constructor(app: PreviewedApp, ports: PreviewPorts, log: Log) {
    this.#app = app;
    this.#ports = ports;
    this.#log = log;
    this.#model = stoppedPreview(app.id);
  }

  get state(): PreviewState {
    return this.#model.state;
  }

  /** The app's own worker; undefined until the edge answers. */
  get worker(): SessionWorker | undefined {
    return this.#worker;
  }

  /** Goes through all stages. Never rejects: what fails becomes the state's problem. */
  async start(app: PreviewedApp = this.#app): Promise<void> {
    await this.#end();
    this.#app = app;
    const { signal } = this.#run;
    this.#dispatch({ type: "opened", at: this.#ports.now() });
    try {
      const known = await this.#connect(signal);
      if (!existsSync(app.root)) throw new PreviewFailure(problems.folderMissing(app.root));
      if (known.manifest.length > 0) await this.#letThePageGoFirst(signal);
      await this.#ensurePackages(signal);
      await this.#compile(known);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** The person's own saves get a trace from the moment they begin. */
  saveBegan(saveId: string, file: string): void {
    this.#dispatch({ type: "save-began", saveId, path: file, at: this.#ports.now() });
  }

  /** Files changed on disk, whoever wrote them. */
  filesChanged({ files, saveIds }: FilesChanged): void {
    const relative = files.map((file) => path.relative(this.#app.root, file.path));
    this.#savesReached("written", saveIds);
    this.#dispatch({ type: "falling-behind" });
    if (relative.some(isConfigFile) && this.#compiler !== undefined) {
      void this.#restartIfConfigChanged();
    }
    if (relative.some(concernsWorker)) this.#worker?.settingsChanged();
    const seq = this.#ports.sync.saved(this.#app.id, relative);
    const mark = queueMark(seq);
    this.#compiler?.send({ type: "changed", files, saves: [...saveIds, mark] });
  }

  /** What was pushed last stays served while the folder is gone. */
  async folderChanged(exists: boolean): Promise<void> {
    if (exists) return this.start();
    const compiler = this.#compiler;
    this.#compiler = undefined;
    this.#fail(new PreviewFailure(problems.folderMissing(this.#app.root)));
    await compiler?.[Symbol.asyncDispose]();
  }

  /** Runs Studio's configuration instead of the folder's own, until the app is closed. */
  async useStudioConfig(): Promise<void> {
    this.#useStudioConfig = true;
    await this.start();
  }

  async installPackages(): Promise<void> {
    this.#dispatch({ type: "problem", problem: null });
    try {
      await this.#install(this.#run.signal);
    } catch (error) {
      this.#fail(error);
      return;
    }
    await this.start();
  }

  /** Another account is linked, or none any more. */
  accountChanged(): void {
    this.#mirror?.relink();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }

  async #end(): Promise<void> {
    this.#run.abort();
    this.#run = new AbortController();
    const [compiler, room] = [this.#compiler, this.#room];
    this.#mirror?.[Symbol.dispose]();
    this.#worker?.[Symbol.dispose]();
    this.#compiler = this.#room = this.#push = this.#mirror = this.#worker = undefined;
    room?.[Symbol.dispose]();
    await compiler?.[Symbol.asyncDispose]();
  }

  /** Edge, script and room: from here on what was pushed last can be shown. */
  async #connect(signal: AbortSignal): Promise<KnownState> {
    const platform = await this.#stage("edge", this.#ports.platform(signal), problems.edgeDown);
    this.#platform = platform;
    this.#followWorker(platform);
    this.#ports.sync.addTarget(this.#app.id, platform.id, platform.kind);
    const record = this.#ports.records.read(this.#app.id);
    const uploaded = await this.#stage(
      "script",
      provisionScript(platform, { ...record, id: this.#app.id }, this.#ports.previewScript, signal),
      problems.edgeDown,
    );
    this.#ports.records.save(this.#app.id, { ...record, uploaded });
    const welcome = await this.#openRoom(platform, signal);
    const known = welcome.manifest.length > 0 ? welcome : await this.#pushSnapshot();
    this.#address(platform, known.manifest.length > 0);
    return known;
  }

  /** Where processors are few, packages and compiler would keep what is served from being drawn. */
  async #letThePageGoFirst(signal: AbortSignal): Promise<void> {
    const room = this.#ports.hasFewProcessors ? this.#room : undefined;
    if (room !== undefined) await firstPaint(room, signal);
  }

  /** A new app is what its starter is: that was compiled before, and can be shown at once. */
  async #pushSnapshot(): Promise<KnownState> {
    const { starter } = this.#app;
    const snapshot = starter === null ? null : await this.#ports.starterSnapshot(starter);
    if (snapshot === null || this.#push === undefined) return NOTHING_KNOWN;
    return (await this.#push.pushSnapshot(snapshot)) ? knownFrom(snapshot) : NOTHING_KNOWN;
  }

  async #openRoom(platform: WorkersPlatform, signal: AbortSignal): Promise<Welcome> {
    const room = this.#ports.openRoom(platform, this.#app.id);
    const push = new RoomPush({
      appId: this.#app.id,
      target: platform.id,
      room,
      ledger: this.#ports.sync,
    });
    this.#room = room;
    this.#push = push;
    this.#mirror = new SessionMirror({
      appId: this.#app.id,
      app: this.#app,
      target: platform.id,
      room,
      push,
      ports: this.#ports,
      log: this.#log.child("account"),
    });
    this.#followPush(push);
    room.onNeed(({ path: needed, accept }) =>
      this.#compiler?.send({ type: "need", path: needed, accept }),
    );
    room.onFromPage(({ event, data }) => this.#compiler?.send({ type: "from-page", event, data }));
    room.onFenced(() => this.#fail(new PreviewFailure(problems.servedElsewhere())));
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(problem("cancelled", "The preview was closed."));
      signal.addEventListener("abort", abort, { once: true });
      room.onWelcome((welcome) => {
        push.welcomed(welcome);
        resolve(welcome);
        // Absent on the first welcome; later ones follow a lost connection.
        this.#compiler?.send({ type: "resync", known: welcome });
      });
      room.connect();
    });
  }

  #followWorker(platform: WorkersPlatform): void {
    const worker = new SessionWorker({
      app: this.#app,
      platform,
      ports: this.#ports.worker,
      output: this.output,
      log: this.#log.child("worker"),
    });
    worker.onChange(() => this.#workerChanged.fire());
    this.#worker = worker;
  }

  #followPush(push: RoomPush): void {
    push.onPushed.on(({ commit }) => {
      this.#compiler?.send({ type: "committed", id: commit.id, ok: true, missing: [] });
      this.#savesReached("pushed", commit.saves);
      if (!commit.partial) this.#acknowledge(commit.saves);
    });
    push.onRefused.on(({ id, refused }) => {
      const { reason, hashes } = refused;
      this.#compiler?.send({ type: "committed", id, ok: false, missing: hashes });
      if (reason === "malformed" || reason === "storage") {
        this.#ports.sync.failed(this.#app.id, this.#platform?.id ?? "local", refused.message);
        this.#fail(new PreviewFailure(problems.edgeRefused(refused.message)));
      }
    });
    push.onOffline.on(({ id }) =>
      this.#compiler?.send({ type: "committed", id, ok: false, missing: [] }),
    );
    push.onPainted.on((saves) => this.#savesReached("painted", saves));
  }

  #address(platform: WorkersPlatform, servable: boolean): void {
    const origin = platform.appOrigin("preview", scriptName(this.#app.id));
    const websocketUrl = `${origin.replace(/^http/, "ws")}${ROOM_PATHS.pages}`;
    this.#dispatch({ type: "addressed", previewUrl: `${origin}/`, websocketUrl, servable });
  }

  async #ensurePackages(signal: AbortSignal): Promise<void> {
    const state = await this.#ports.packages.state(this.#app.root);
    if (state !== "missing") {
      this.#endStage("packages", "skipped");
      return;
    }
    // A folder that was opened is the person's: nothing is written into it unasked.
    if (this.#app.starter === null) {
      this.#endStage("packages", "failed");
      throw new PreviewFailure(problems.packagesMissing());
    }
    await this.#install(signal);
  }

  async #install(signal: AbortSignal): Promise<void> {
    const install = this.#ports.packages.install(
      this.#app.id,
      ({ done, total }) =>
        this.#dispatch({ type: "stage-progress", stage: "packages", done, total }),
      signal,
    );
    await this.#stage("packages", install, problems.installFailed);
  }

  async #compile(known: KnownState): Promise<void> {
    const choice = await chooseConfig(this.#app, this.#ports.starterFile);
    if (choice.type === "ask" && !this.#useStudioConfig) {
      throw new PreviewFailure(problems.configNotTrusted(choice.file));
    }
    const config = choice.type === "app" ? "app" : "studio";
    this.#config = config;
    this.#openedAtSeq = this.#ports.sync.saved(this.#app.id, []);
    const compiler = this.#ports.startCompiler(this.#app);
    this.#compiler = compiler;
    compiler.onMessage((message) => {
      if (compiler === this.#compiler) this.#received(message);
    });
    compiler.onDied(({ reason }) => {
      if (compiler === this.#compiler) this.#compilerDied(reason);
    });
    compiler.send({ type: "start", config, known, ...this.#ports.compilerFolders(this.#app) });
  }

  #received(message: FromCompiler): void {
    switch (message.type) {
      case "stage":
        this.#compilerStage(message);
        break;
      case "commit":
        this.#savesReached("transformed", message.saves);
        this.#pushCommit(message);
        break;
      case "caught-up":
        this.#caughtUp(message.saves);
        break;
      case "problem":
        this.#dispatch({ type: "problem", problem: message.problem });
        break;
      case "located":
        this.places.answered(message.id, message.places);
        break;
      case "worker":
        this.#worker?.built(message.bundle);
        this.#mirror?.workerBuilt(message.bundle);
        break;
      case "log": {
        const { level, message: said } = message;
        this.output.add({ at: this.#ports.now(), level, source: "compiler", message: said });
        break;
      }
      default:
        unreachable(message);
    }
  }

  #pushCommit(commit: CompiledCommit): void {
    if (this.#stageStatus("push") === "waiting") {
      this.#dispatch({ type: "stage-started", stage: "push", at: this.#ports.now() });
    }
    this.#push?.push(commit);
  }

  #stageStatus(stage: PreviewStageId): PreviewStage["status"] | undefined {
    return this.state.stages.find(({ id }) => id === stage)?.status;
  }

  #compilerStage(message: Extract<FromCompiler, { type: "stage" }>): void {
    const { stage, status, done, total } = message;
    const at = this.#ports.now();
    if (status === "running") {
      if (this.#stageStatus(stage) !== "running") {
        this.#dispatch({ type: "stage-started", stage, at });
      }
      this.#dispatch({ type: "stage-progress", stage, done, total });
      // A page may load while modules are still pushed: what it misses is compiled for it.
      if (stage === "transform" && this.#platform !== undefined && !this.state.servable) {
        this.#address(this.#platform, true);
      }
      return;
    }
    this.#endStage(stage, status);
  }

  #savesReached(step: SaveStep, saves: readonly string[]): void {
    const saveIds = withoutMarks(saves);
    if (saveIds.length === 0) return;
    this.#dispatch({ type: "saves-reached", step, saveIds, at: this.#ports.now() });
  }

  #caughtUp(saves: readonly string[]): void {
    this.#acknowledge(saves);
    this.#mirror?.begin();
    if (this.#stageStatus("push") !== "done") this.#endStage("push", "done");
    this.#dispatch({ type: "caught-up", at: this.#ports.now() });
    if (this.state.status !== "ready") return;
    // Whatever an earlier Studio left in the queue was on disk when this start compared it.
    if (this.#openedAtSeq !== null) this.#push?.acknowledge(this.#openedAtSeq);
    this.#openedAtSeq = null;
    this.#remember();
  }

  #acknowledge(saves: readonly string[]): void {
    const seq = highestMark(saves);
    if (seq !== null) this.#push?.acknowledge(seq);
  }

  async #restartIfConfigChanged(): Promise<void> {
    const choice = await chooseConfig(this.#app, this.#ports.starterFile);
    const config = choice.type === "app" ? "app" : "studio";
    if (config !== this.#config) await this.start();
  }

  #compilerDied(reason: string): void {
    this.#compiler = undefined;
    const now = this.#ports.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < RESTART_WINDOW_MS), now];
    this.#log.warn("compiler died", { app: this.#app.id, reason, deaths: this.#deaths.length });
    this.#fail(new PreviewFailure(problems.compilerDied(reason, this.state.servable)));
    if (this.#deaths.length <= RESTARTS) void this.start();
  }

  async #stage<T>(
    stage: PreviewStageId,
    work: Promise<T>,
    explain: (problem: Problem) => PreviewProblem,
  ): Promise<T> {
    this.#dispatch({ type: "stage-started", stage, at: this.#ports.now() });
    try {
      const value = await work;
      this.#endStage(stage, "done");
      return value;
    } catch (error) {
      this.#endStage(stage, "failed");
      throw new PreviewFailure(explain(toProblem(error)));
    }
  }

  #endStage(stage: PreviewStageId, status: "done" | "failed" | "skipped"): void {
    this.#dispatch({ type: "stage-ended", stage, status, at: this.#ports.now() });
  }

  #fail(error: unknown): void {
    const reason =
      error instanceof PreviewFailure ? error.reason : problems.unexpected(toProblem(error));
    this.#log.warn("preview failed", { app: this.#app.id, code: reason.code, cause: reason.cause });
    this.#dispatch({ type: "problem", problem: reason });
  }

  #remember(): void {
    const { previewUrl, websocketUrl, status, deploymentTime } = this.state;
    const record = this.#ports.records.read(this.#app.id);
    this.#ports.records.save(this.#app.id, {
      ...record,
      previewUrl,
      websocketUrl,
      status,
      deploymentTime,
    });
  }

  #dispatch(event: PreviewEvent): void {
    this.#model = reducePreview(this.#model, event);
    this.#changed.fire(this.#model.state);
  }
}
