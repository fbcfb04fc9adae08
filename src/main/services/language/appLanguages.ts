import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { Emitter, type Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import {
  type AboutText,
  type Diagnostic,
  type LanguageServerId,
  type LanguageStatus,
  type LibraryText,
  type TextChange,
} from "../../../common/contracts/language.ts";
import { problem, ProblemError } from "../../../common/contracts/problem.ts";
import { itemsOf, readDiagnostics } from "./answers/diagnostics.ts";
import { DiagnosticsStore } from "./diagnosticsStore.ts";
import { OpenTexts } from "./openTexts.ts";
import { Places } from "./places.ts";
import { type LanguageApp, ServerRefusal, type StartServer } from "./ports.ts";
import { ProjectCheck } from "./projectCheck.ts";
import { type ServerProfile, ServerSession, type SessionTimes } from "./serverSession.ts";

export interface AppLanguagesOptions {
  readonly app: LanguageApp;
  readonly servers: Readonly<
    Record<LanguageServerId, { readonly profile: ServerProfile; readonly start: StartServer }>
  >;
  /** Why a server does not run for this app; null when it may. */
  readonly whyOff: (server: LanguageServerId) => Promise<string | null>;
  readonly log: Log;
  readonly times?: Partial<SessionTimes>;
}

const MAX_LIBRARY_BYTES = 5_000_000;
const CHANGE_KINDS = { added: 1, changed: 2, removed: 3 } as const;

/** The language servers of one open app, and the texts they are told of. */
export class AppLanguages implements AsyncDisposable {
  readonly places: Places;
  readonly texts = new OpenTexts();
  readonly diagnostics = new DiagnosticsStore();
  readonly app: LanguageApp;
  readonly #sessions: Readonly<Record<LanguageServerId, ServerSession>>;
  readonly #check: ProjectCheck;
  readonly #calls = new Map<string, AbortController>();
  readonly #windows = new Map<string, string>();
  readonly #statusChanged = new Emitter<void>();
  readonly #stops: (() => void)[] = [];
  #rev = 0;
  #refresh = 0;

  constructor({ app, servers, whyOff, log, times = {} }: AppLanguagesOptions) {
    this.app = app;
    this.places = new Places(app.root);
    const session = (id: LanguageServerId): ServerSession =>
      new ServerSession({
        ...servers[id],
        whyOff: () => whyOff(id),
        root: app.root,
        places: this.places,
        texts: this.texts,
        log: log.child(id),
        times,
      });
    this.#sessions = { typescript: session("typescript"), tailwind: session("tailwind") };
    this.#check = new ProjectCheck({
      session: this.#sessions.typescript,
      store: this.diagnostics,
      texts: this.texts,
      places: this.places,
      listFiles: () => app.listFiles(),
      log: log.child("check"),
    });
    this.#follow();
  }

  session(server: LanguageServerId): ServerSession {
    return this.#sessions[server];
  }

  /** A window's session begins, or begins anew: it has nothing open then. */
  join(windowId: string): Watched<LanguageStatus> {
    this.texts.leave(windowId);
    const session = randomUUID();
    this.#windows.set(windowId, session);
    const statusOf = (): LanguageStatus => this.#status(session);
    return {
      get value() {
        return statusOf();
      },
      onChange: (listener) => this.#statusChanged.on(() => listener(statusOf())),
    };
  }

  /** The end of the session that `join` gave; a newer one of the same window goes on. */
  leave(windowId: string, session: string): void {
    if (this.#windows.get(windowId) !== session) return;
    this.#windows.delete(windowId);
    this.texts.leave(windowId);
  }

  /**
   * What TypeScript says to a file as it is now. Starts the server. Null where there is no answer:
   * a file of no project, or a server that does not run.
   */
  async check(path: FilePath, signal?: AbortSignal): Promise<readonly Diagnostic[] | null> {
    const question = { textDocument: { uri: this.places.uri(path) } };
    try {
      const answer = await this.session("typescript").request("textDocument/diagnostic", question, {
        signal,
        background: true,
      });
      return readDiagnostics(this.places, itemsOf(answer));
    } catch (error) {
      if (error instanceof ServerRefusal || error instanceof ProblemError) return null;
      throw error;
    }
  }

  /** False when the window has to open the text again. */
  sync(windowId: string, path: FilePath, change: TextChange): boolean {
    return this.texts.sync(windowId, path, change);
  }

  /** Runs a question about a text once the servers see the version it is about. */
  async about<T>(
    { windowId, path, version, call }: AboutText,
    ask: (uri: string, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const key = `${windowId}:${call}`;
    const controller = new AbortController();
    this.#calls.set(key, controller);
    try {
      await this.texts.show(windowId, path, version);
      if (controller.signal.aborted) throw problem("cancelled", "The question was withdrawn.");
      return await ask(this.places.uri(path), controller.signal);
    } finally {
      this.#calls.delete(key);
    }
  }

  cancel(windowId: string, call: string): void {
    this.#calls.get(`${windowId}:${call}`)?.abort();
  }

  /** @throws `not-found` for what no server pointed at, `too-large`. */
  async library(id: string): Promise<LibraryText> {
    if (!this.places.isKnownLibrary(id)) {
      throw problem("not-found", "This text is not known any more.", {
        next: "Go to the definition again.",
      });
    }
    const bytes = await readFile(id);
    if (bytes.length > MAX_LIBRARY_BYTES) {
      throw problem("too-large", `${path.basename(id)} is too large to be shown.`);
    }
    return { id, name: path.basename(id), text: bytes.toString("utf8") };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#check[Symbol.dispose]();
    for (const call of this.#calls.values()) call.abort();
    await Promise.all(
      Object.values(this.#sessions).map((session) => session[Symbol.asyncDispose]()),
    );
  }

  #follow(): void {
    const { typescript, tailwind } = this.#sessions;
    for (const [id, session] of [
      ["typescript", typescript],
      ["tailwind", tailwind],
    ] as const) {
      this.#stops.push(
        session.state.onChange((state) => {
          if (state.state !== "ready" && state.state !== "starting") this.diagnostics.clear(id);
          this.#told();
        }),
        session.onAsked((method) => {
          if (method.endsWith("/refresh")) this.#refreshAll(id);
        }),
        session.onNotification(({ method, params }) => {
          if (method === "textDocument/publishDiagnostics") this.#published(id, params);
        }),
      );
    }
    this.#stops.push(
      this.app.onFilesChanged(({ files }) => this.#filesChanged(files)),
      // It keeps an index of packages that is cheaper made anew than told of each file.
      this.app.onPackagesChanged(() => void typescript.restart()),
      this.app.onPackagesChanged(() => void tailwind.restart()),
    );
  }

  #refreshAll(id: LanguageServerId): void {
    this.#refresh++;
    this.#told();
    if (id === "typescript") this.#check.touch();
  }

  #published(server: LanguageServerId, params: unknown): void {
    if (typeof params !== "object" || params === null || !("uri" in params)) return;
    const path = typeof params.uri === "string" ? this.places.pathOf(params.uri) : null;
    if (path === null) return;
    const items = "diagnostics" in params ? params.diagnostics : [];
    const served = this.texts.get(path);
    const version = served === undefined ? null : this.texts.windowVersion(path, served.version);
    this.diagnostics.set(server, path, { version, items: readDiagnostics(this.places, items) });
  }

  #filesChanged(
    files: readonly { readonly path: string; readonly kind: keyof typeof CHANGE_KINDS }[],
  ): void {
    const changes = files.map((file) => ({
      uri: pathToFileURL(file.path).href,
      type: CHANGE_KINDS[file.kind],
    }));
    for (const session of Object.values(this.#sessions)) {
      session.notify("workspace/didChangeWatchedFiles", { changes });
    }
    const gone = new Set(
      files.flatMap(({ path: file, kind }) =>
        kind === "removed" ? (this.places.pathOfAbsolute(file) ?? []) : [],
      ),
    );
    if (gone.size > 0) this.diagnostics.drop((file) => gone.has(file));
    if (this.#sessions.typescript.state.value.state === "ready") this.#check.touch();
  }

  #told(): void {
    this.#rev++;
    this.#statusChanged.fire();
  }

  #status(session: string): LanguageStatus {
    const { typescript, tailwind } = this.#sessions;
    return {
      rev: this.#rev,
      session,
      refresh: this.#refresh,
      servers: { typescript: typescript.state.value, tailwind: tailwind.state.value },
    };
  }
}
