import type { AppId } from "../../../../common/apps/appId.ts";
import { fileName, type FilePath } from "../../../../common/apps/filePath.ts";
import {
  type LintFinding,
  type LintResult,
  MAX_FORMATTED_CHARS,
} from "../../../../common/contracts/formatting.ts";
import { fileChanges } from "../../../client/appFiles.ts";
import { clearDiagnostics, setDiagnostics } from "../../../client/diagnostics.ts";
import { useSettings } from "../../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../../client/settings.ts";
import { studio, toProblem } from "../../../client/studio.ts";
import { text } from "../../../messages/text.ts";
import { notify } from "../../../ui/notifications.ts";
import type { Session } from "../session.ts";
import { useEditor } from "../session.ts";

const words = text.linting;

const LINTED = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;

/** A change of these may bring a linter, or other rules. */
const SETUP = /(?:^|\/)(?:package\.json|\.?eslint[^/]*|\.?oxlint[^/]*)$/;

const TYPING_PAUSE_MS = 500;

/** What the linter found last in each open file, for its quick fixes. */
const findings = new Map<FilePath, readonly LintFinding[]>();

export function findingsOf(path: FilePath): readonly LintFinding[] {
  return findings.get(path) ?? [];
}

/** Lints open files until the returned function is called. */
export function followLinting(): () => void {
  let stop = follow(useEditor.getState().session);
  const unsubscribe = useEditor.subscribe(({ session }, before) => {
    if (session === before.session) return;
    stop();
    stop = follow(session);
  });
  return () => {
    unsubscribe();
    stop();
  };
}

function follow(session: Session | null): () => void {
  if (session === null) return () => {};
  const linting = new SessionLinting(session);
  return () => linting[Symbol.dispose]();
}

interface Linted {
  readonly stop: () => void;
  timer: ReturnType<typeof setTimeout> | undefined;
  dirty: boolean;
}

const isOn = (): boolean => (useSettings.getState().value ?? DEFAULT_SETTINGS)["linting.enabled"];

class SessionLinting implements Disposable {
  readonly #session: Session;
  readonly #files = new Map<FilePath, Linted>();
  readonly #stops: readonly (() => void)[];
  /** The app has no linter as it is set up now. */
  #hasNone = false;
  #wasTold = false;

  constructor(session: Session) {
    this.#session = session;
    this.#look();
    this.#stops = [
      session.documents.store.subscribe(() => this.#look()),
      fileChanges.on(({ changes, reset }) => {
        if (reset || changes.some(({ path }) => SETUP.test(path))) this.#again();
      }),
      useSettings.subscribe(({ value }, before) => {
        if (value?.["linting.enabled"] !== before.value?.["linting.enabled"]) this.#again();
      }),
    ];
  }

  [Symbol.dispose](): void {
    for (const stop of this.#stops) stop();
    for (const path of this.#files.keys()) this.#leave(path);
    for (const source of ["eslint", "oxlint"]) clearDiagnostics(source);
    findings.clear();
  }

  #look(): void {
    const documents = this.#session.documents.store.getState();
    for (const path of this.#files.keys()) if (!documents.has(path)) this.#leave(path);
    for (const [path, document] of documents) {
      if (document.kind !== "text" || !LINTED.test(path)) continue;
      const known = this.#files.get(path);
      if (known === undefined) this.#enter(path, document.dirty);
      // Saved: some linters read only what is on the disk.
      else if (known.dirty && !document.dirty) this.#soon(path, 0);
      const linted = this.#files.get(path);
      if (linted !== undefined) linted.dirty = document.dirty;
    }
  }

  #enter(path: FilePath, dirty: boolean): void {
    const model = this.#session.buffer(path)?.model;
    if (model === undefined) return;
    const listening = model.onDidChangeContent(() => this.#soon(path, TYPING_PAUSE_MS));
    this.#files.set(path, { stop: () => listening.dispose(), timer: undefined, dirty });
    this.#soon(path, 0);
    // Its actions are Monaco's, which is loaded by now.
    void import("./lintFixes.ts").then(({ provideLintFixes }) => provideLintFixes());
  }

  #leave(path: FilePath): void {
    const linted = this.#files.get(path);
    clearTimeout(linted?.timer);
    linted?.stop();
    this.#files.delete(path);
    this.#forget(path);
  }

  #forget(path: FilePath): void {
    findings.delete(path);
    for (const source of ["eslint", "oxlint"]) setDiagnostics(source, new Map([[path, []]]));
  }

  #again(): void {
    this.#hasNone = false;
    this.#wasTold = false;
    for (const path of this.#files.keys()) {
      if (isOn()) this.#soon(path, TYPING_PAUSE_MS);
      else this.#forget(path);
    }
  }

  #soon(path: FilePath, delay: number): void {
    const linted = this.#files.get(path);
    if (linted === undefined || this.#hasNone || !isOn()) return;
    clearTimeout(linted.timer);
    linted.timer = setTimeout(() => void this.#lint(path), delay);
  }

  async #lint(path: FilePath): Promise<void> {
    const model = this.#session.buffer(path)?.model;
    const document = this.#session.documents.get(path);
    if (model === undefined || document?.kind !== "text") return;
    if (model.getValueLength() > MAX_FORMATTED_CHARS) return;
    const version = model.getVersionId();
    const isSaved = !document.dirty;
    const result = await ask(this.#session.appId, { path, text: model.getValue(), isSaved });
    // A newer text has asked, or the file is gone.
    if (result === null || model.isDisposed() || model.getVersionId() !== version) return;
    if (this.#files.has(path)) this.#take(path, result);
  }

  #take(path: FilePath, result: LintResult): void {
    if (result.kind === "linted") {
      findings.set(path, result.findings);
      const items = result.findings.map(({ diagnostic }) => diagnostic);
      setDiagnostics(result.by, new Map([[path, items]]));
      return;
    }
    if (result.kind === "left") {
      this.#hasNone = result.reason !== "not-saved";
      return;
    }
    if (this.#wasTold) return;
    this.#wasTold = true;
    const { message, next } = result.problem;
    notify({
      level: "warning",
      title: words.failed(fileName(path)),
      body: [message, next].filter(Boolean).join(" "),
      action: { label: words.again, run: () => this.#again() },
      toast: false,
    });
  }
}

async function ask(
  appId: AppId,
  input: { readonly path: FilePath; readonly text: string; readonly isSaved: boolean },
): Promise<LintResult | null> {
  try {
    return await studio.formatting.lint.mutate({ appId, ...input });
  } catch (error) {
    // Without contact nobody can lint; the next edit asks again.
    return toProblem(error).code === "process-down" ? null : { kind: "left", reason: "no-linter" };
  }
}
