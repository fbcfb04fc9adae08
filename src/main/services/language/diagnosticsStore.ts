import type { FilePath } from "../../../common/apps/filePath.ts";
import { Emitter } from "../../../common/base/event.ts";
import type {
  Diagnostic,
  DiagnosticsChange,
  LanguageServerId,
  ProjectCheck,
} from "../../../common/contracts/language.ts";

/** More than that of one file tell nobody anything. */
const KEPT_PER_FILE = 200;
const KEPT_IN_ALL = 5_000;

type FileDiagnostics = DiagnosticsChange["files"][number];

/** The newest diagnostics of an app by server and file, without those that say nothing. */
export class DiagnosticsStore {
  readonly #files = new Map<string, FileDiagnostics>();
  readonly #changed = new Emitter<FileDiagnostics | null>();
  #project: ProjectCheck = { state: "idle" };
  #kept = 0;
  #truncated = false;

  /** A file's new diagnostics; null when only the project's check went on. */
  readonly onChange = this.#changed.on;

  get project(): ProjectCheck {
    return this.#project;
  }

  /** Whether something was left out for being too much. */
  get truncated(): boolean {
    return this.#truncated;
  }

  all(): readonly FileDiagnostics[] {
    return [...this.#files.values()];
  }

  /** The files that a server has something to say about. */
  paths(server: LanguageServerId): readonly FilePath[] {
    return this.all().flatMap((file) => (file.server === server ? file.path : []));
  }

  set(
    server: LanguageServerId,
    path: FilePath,
    said: { readonly version: number | null; readonly items: readonly Diagnostic[] },
  ): void {
    const key = `${server}:${path}`;
    const before = this.#files.get(key);
    const room = KEPT_IN_ALL - (this.#kept - (before?.items.length ?? 0));
    const items = said.items.slice(0, Math.min(KEPT_PER_FILE, room));
    this.#truncated ||= items.length < said.items.length;
    this.#kept += items.length - (before?.items.length ?? 0);
    const file = { server, path, version: said.version, items };
    if (items.length === 0) this.#files.delete(key);
    else this.#files.set(key, file);
    const isNews = before !== undefined || items.length > 0;
    const isSame = before?.version === said.version && isEqual(before.items, items);
    if (isNews && !isSame) this.#changed.fire(file);
  }

  /** Forgets what was said about files that are gone. */
  drop(isGone: (path: FilePath) => boolean): void {
    for (const { server, path } of this.all()) {
      if (isGone(path)) this.set(server, path, { version: null, items: [] });
    }
  }

  clear(server: LanguageServerId): void {
    for (const path of this.paths(server)) this.set(server, path, { version: null, items: [] });
  }

  setProject(project: ProjectCheck): void {
    if (project.state === "checking" && project.done === 0) this.#truncated = false;
    this.#project = project;
    this.#changed.fire(null);
  }
}

function isEqual(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
