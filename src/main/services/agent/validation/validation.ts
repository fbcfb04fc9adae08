import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { Watched } from "../../../../common/base/event.ts";
import type { ChatDiagnostic } from "../../../../common/contracts/chat.ts";
import type { Diagnostic } from "../../../../common/contracts/language.ts";
import type { PreviewProblem, PreviewState } from "../../../../common/contracts/preview.ts";
import type { ToolContext } from "../tool.ts";
import { type AppConsole, consoleDiagnostic } from "./appConsole.ts";

export interface ValidationPorts {
  /** What a parser says to a text, in a child process; null for what it does not parse. */
  parse(
    path: FilePath,
    text: string,
    signal: AbortSignal,
  ): Promise<readonly ChatDiagnostic[] | null>;
  preview(appId: AppId): Watched<PreviewState>;
  readonly console: AppConsole;
  /** What TypeScript says to a file; null where it has no answer. */
  types(appId: AppId, path: FilePath, signal: AbortSignal): Promise<readonly Diagnostic[] | null>;
  readonly now: () => number;
}

export interface ValidationTimes {
  readonly previewMs: number;
  readonly consoleMs: number;
  /** Errors of a page come just behind its paint. */
  readonly graceMs: number;
  readonly typesAfterMs: number;
  readonly typesMs: number;
}

const TIMES: ValidationTimes = {
  previewMs: 4_000,
  consoleMs: 1_500,
  graceMs: 120,
  typesAfterMs: 250,
  typesMs: 20_000,
};

type Asked = "parse" | "preview" | "console";

export interface ValidationAnswer {
  readonly diagnostics: readonly ChatDiagnostic[];
  /** Who answered in time. */
  readonly asked: ReadonlySet<Asked>;
}

interface AnswerRequest {
  readonly text: string;
  readonly context: Pick<ToolContext, "appId" | "signal" | "diagnose">;
  /** The compiler has answered. */
  readonly onPreview: () => void;
}

const MAX_DIAGNOSTICS = 10;
const TYPED = /\.[cm]?[jt]sx?$/;

/**
 * What is wrong with a file after a change of it: first the parser, then the compiler's answer to
 * that very save, then what the page prints. Each has a deadline; types follow later.
 */
export class Validation {
  readonly #ports: ValidationPorts;
  readonly #times: ValidationTimes;
  readonly #touched = new Map<AppId, Map<FilePath, Touched>>();

  constructor(ports: ValidationPorts, times: Partial<ValidationTimes> = {}) {
    this.#ports = ports;
    this.#times = { ...TIMES, ...times };
  }

  /** Has to be called before the file is written: what the preview said before is old. */
  begin(
    appId: AppId,
    save: { readonly path: FilePath; readonly saveId: string },
  ): { answer(request: AnswerRequest): Promise<ValidationAnswer> } {
    const preview = this.#ports.preview(appId);
    const before = preview.value.problem;
    const startedAt = this.#ports.now();
    return {
      answer: (request) => this.#answer(request, { ...save, preview, before, startedAt }),
    };
  }

  /**
   * Asks again about all files that were changed since the last time: what one change broke, a
   * later one may have mended. What is found replaces what was said about their calls.
   */
  async checked(appId: AppId, signal: AbortSignal): Promise<void> {
    const touched = [...(this.#touched.get(appId) ?? [])];
    this.#touched.delete(appId);
    const preview = this.#ports.preview(appId);
    const isQuiet = ({ status }: PreviewState): true | undefined =>
      status === "catching-up" ? undefined : true;
    await until(preview, isQuiet, { ms: this.#times.previewMs, signal });
    const { problem } = preview.value;
    for (const [path, { diagnose, stumbled, types }] of touched) {
      if (signal.aborted) return;
      if (stumbled) diagnose("transform", problem === null ? [] : [problemOf(problem)]);
      await types;
      await this.#types(path, { appId, signal, diagnose });
    }
  }

  async #answer(request: AnswerRequest, save: FollowedSave): Promise<ValidationAnswer> {
    const { text, context, onPreview } = request;
    const { signal } = context;
    const asked = new Set<Asked>();
    const parsed = await this.#ports.parse(save.path, text, signal).catch(() => null);
    if (parsed !== null) asked.add("parse");
    const compiled = await compilerAnswer(save, this.#times.previewMs, signal);
    if (compiled !== null) asked.add("preview");
    onPreview();
    const printed = compiled === "shown" ? await this.#printed(save, context) : null;
    if (printed !== null) asked.add("console");
    const transform = compiled === null || compiled === "shown" ? [] : compiled;
    this.#follow(save.path, context, transform.length > 0);
    // The parser knows the place of what the compiler then stumbles over.
    const found = (parsed ?? []).length > 0 ? (parsed ?? []) : transform;
    return { diagnostics: [...found, ...(printed ?? [])].slice(0, MAX_DIAGNOSTICS), asked };
  }

  async #printed(
    save: FollowedSave,
    { appId, signal }: AnswerRequest["context"],
  ): Promise<readonly ChatDiagnostic[] | null> {
    const { consoleMs, graceMs } = this.#times;
    const isPainted = (state: PreviewState): true | undefined =>
      traceOf(state, save.saveId)?.painted === null ? undefined : true;
    const painted = isWatched(save.preview.value)
      ? await until(save.preview, isPainted, { ms: consoleMs, signal })
      : null;
    await pause(graceMs, signal);
    const lines = this.#ports.console.errorsSince(appId, save.startedAt);
    if (lines.length === 0) return painted === null ? null : [];
    return lines.map(consoleDiagnostic);
  }

  /** The types come when the call is long over. */
  #follow(path: FilePath, context: AnswerRequest["context"], stumbled: boolean): void {
    const { appId, signal, diagnose } = context;
    const types = pause(this.#times.typesAfterMs, signal).then(() => this.#types(path, context));
    const touched = this.#touched.get(appId) ?? new Map<FilePath, Touched>();
    this.#touched.set(appId, touched.set(path, { diagnose, stumbled, types }));
  }

  async #types(path: FilePath, context: AnswerRequest["context"]): Promise<void> {
    if (!TYPED.test(path)) return;
    const { appId, signal, diagnose } = context;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(this.#times.typesMs)]);
    const found = await this.#ports.types(appId, path, limit).catch(() => null);
    if (found === null) return;
    const errors = found.filter(({ severity }) => severity === "error");
    diagnose(
      "types",
      errors.slice(0, MAX_DIAGNOSTICS).map((each) => typeDiagnostic(path, each)),
    );
  }
}

/** A file that was changed, and who is told of what becomes of it. */
interface Touched {
  readonly diagnose: ToolContext["diagnose"];
  /** The compiler could not make anything of it. */
  readonly stumbled: boolean;
  readonly types: Promise<void>;
}

export function typeDiagnostic(path: FilePath, found: Diagnostic): ChatDiagnostic {
  return {
    source: "types",
    severity: found.severity === "hint" ? "info" : found.severity,
    path,
    line: found.range.start.line + 1,
    message: `${found.source}: ${found.message}`.slice(0, 4_000),
  };
}

interface FollowedSave {
  readonly path: FilePath;
  readonly saveId: string;
  readonly preview: Watched<PreviewState>;
  readonly before: PreviewProblem | null;
  readonly startedAt: number;
}

/** `shown`: it compiled. A list: what it stumbled over. Null: it did not answer in time. */
type CompilerAnswer = "shown" | readonly ChatDiagnostic[] | null;

async function compilerAnswer(
  save: FollowedSave,
  ms: number,
  signal: AbortSignal,
): Promise<CompilerAnswer> {
  return until(save.preview, (state) => answerOf(state, save), { ms, signal });
}

function answerOf(state: PreviewState, save: FollowedSave): CompilerAnswer | undefined {
  const trace = traceOf(state, save.saveId);
  if (trace !== undefined && trace.transformed !== null) return "shown";
  if (state.problem !== null && state.problem !== save.before) return [problemOf(state.problem)];
  if (state.status === "stopped" || state.status === "starting") return null;
  // Nothing that is shown uses the file.
  if (state.status === "ready" && trace !== undefined && trace.written !== null) return "shown";
  return undefined;
}

function problemOf({ title, cause, file, line, frame }: PreviewProblem): ChatDiagnostic {
  const path = file === null ? null : pathOrNull(file);
  const message = [title, cause, frame].filter((part) => part !== null && part !== "").join("\n");
  return { source: "transform", severity: "error", path, line, message: message.slice(0, 4_000) };
}

/** A problem names files of the app relative to it; others it names as they are. */
function pathOrNull(file: string): FilePath | null {
  return isWellFormed(file) ? file : null;
}

function isWellFormed(file: string): file is FilePath {
  return (
    file !== "" && file.split("/").every((name) => name !== "" && name !== "." && name !== "..")
  );
}

/** Some page shows the app: it has painted one of the last saves. */
function isWatched({ saves }: PreviewState): boolean {
  const others = saves.filter(({ pushed }) => pushed !== null).slice(-10);
  return others.length < 2 || others.some(({ painted }) => painted !== null);
}

function traceOf(
  { saves }: PreviewState,
  saveId: string,
): PreviewState["saves"][number] | undefined {
  return saves.find((save) => save.saveId === saveId);
}

/** Waits until `answer` has one; null when the time is over, or the call is cancelled. */
async function until<T>(
  watched: Watched<PreviewState>,
  answer: (state: PreviewState) => T | undefined,
  { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<T | null>();
  const look = (state: PreviewState): void => {
    const found = answer(state);
    if (found !== undefined) resolve(found);
  };
  const stop = watched.onChange(look);
  const giveUp = (): void => resolve(null);
  const timer = setTimeout(giveUp, ms);
  signal.addEventListener("abort", giveUp, { once: true });
  look(watched.value);
  try {
    return await promise;
  } finally {
    stop();
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}
