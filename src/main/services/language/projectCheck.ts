import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Log } from "../../../common/base/log.ts";
import type { Diagnostic } from "../../../common/contracts/language.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import { itemsOf, readDiagnostics } from "./answers/diagnostics.ts";
import type { DiagnosticsStore } from "./diagnosticsStore.ts";
import type { OpenTexts } from "./openTexts.ts";
import type { Places } from "./places.ts";
import { ServerRefusal } from "./ports.ts";
import type { ServerSession } from "./serverSession.ts";

export interface ProjectCheckOptions {
  readonly session: ServerSession;
  readonly store: DiagnosticsStore;
  readonly texts: OpenTexts;
  readonly places: Places;
  readonly listFiles: () => Promise<readonly FilePath[]>;
  readonly log: Log;
}

/** Long enough for a word to be typed, short enough to be felt as at once. */
const OPEN_AFTER_MS = 150;
const OPEN_AT_LATEST_MS = 700;
/** The whole project is looked at once nothing has changed for so long. */
const PROJECT_AFTER_MS = 1_200;
const TELL_EVERY = 25;

const CODE = /\.[cm]?[jt]sx?$/;

/**
 * Pulls TypeScript's diagnostics: of the open texts soon after a change, of the whole project
 * when the person pauses. Each change begins the look at the project anew.
 */
export class ProjectCheck implements Disposable {
  readonly #options: ProjectCheckOptions;
  readonly #stops: readonly (() => void)[];
  #openTimer: NodeJS.Timeout | undefined;
  #openSince = 0;
  #projectTimer: NodeJS.Timeout | undefined;
  #running = new AbortController();

  constructor(options: ProjectCheckOptions) {
    this.#options = options;
    this.#stops = [
      options.texts.onChange(() => this.touch()),
      options.session.state.onChange(({ state }) => {
        if (state === "ready") this.touch();
        else this.#running.abort();
      }),
    ];
  }

  /** Something changed that may change what is wrong with the project. */
  touch(): void {
    this.#running.abort();
    const now = Date.now();
    if (this.#openTimer === undefined) this.#openSince = now;
    clearTimeout(this.#openTimer);
    const wait = Math.min(OPEN_AFTER_MS, this.#openSince + OPEN_AT_LATEST_MS - now);
    this.#openTimer = setTimeout(() => {
      this.#openTimer = undefined;
      void this.#checkOpen();
    }, wait);
    clearTimeout(this.#projectTimer);
    this.#projectTimer = setTimeout(() => void this.#checkProject(), PROJECT_AFTER_MS);
  }

  [Symbol.dispose](): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#openTimer);
    clearTimeout(this.#projectTimer);
    this.#running.abort();
  }

  get #isReady(): boolean {
    return this.#options.session.state.value.state === "ready";
  }

  async #checkOpen(): Promise<void> {
    if (!this.#isReady) return;
    const open = this.#options.texts.all().filter(({ path }) => CODE.test(path));
    await Promise.all(open.map(({ path }) => this.#check(path)));
  }

  async #checkProject(): Promise<void> {
    if (!this.#isReady) return;
    const { store, listFiles, log } = this.#options;
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    const startedAt = Date.now();
    try {
      const files = this.#inOrder(await listFiles());
      for (const [done, path] of files.entries()) {
        if (signal.aborted) return;
        if (done % TELL_EVERY === 0) {
          store.setProject({ state: "checking", done, total: files.length });
        }
        await this.#check(path, signal);
      }
      store.setProject({ state: "checked", files: files.length, truncated: store.truncated });
      log.info("checked", { files: files.length, ms: Date.now() - startedAt });
    } catch (error) {
      log.warn("not checked", { error: toProblem(error).message });
    } finally {
      if (signal.aborted) store.setProject({ state: "idle" });
    }
  }

  /** What had something to tell comes first: it is what changes before the person's eyes. */
  #inOrder(files: readonly FilePath[]): readonly FilePath[] {
    const code = files.filter((path) => CODE.test(path));
    const known = new Set(this.#options.store.paths("typescript"));
    const told = code.filter((path) => known.has(path));
    return [...told, ...code.filter((path) => !known.has(path))];
  }

  /** @param signal of a look at the whole project; those give way to every other question. */
  async #check(path: FilePath, signal?: AbortSignal): Promise<void> {
    const { texts, store } = this.#options;
    const asked = texts.get(path)?.version ?? null;
    const items = await this.#pull(path, signal);
    if (items === null || (texts.get(path)?.version ?? null) !== asked) return;
    const version = asked === null ? null : texts.windowVersion(path, asked);
    store.set("typescript", path, { version, items });
  }

  /** Null when there is no answer. */
  async #pull(path: FilePath, signal?: AbortSignal): Promise<readonly Diagnostic[] | null> {
    const { session, places } = this.#options;
    try {
      const answer = await session.request(
        "textDocument/diagnostic",
        { textDocument: { uri: places.uri(path) } },
        { signal, background: signal !== undefined },
      );
      return readDiagnostics(places, itemsOf(answer));
    } catch (error) {
      // A file of no project: JavaScript that nothing checks, or one that is gone.
      if (error instanceof ServerRefusal) return [];
      return null;
    }
  }
}
