import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Log } from "../../common/base/log.ts";
import { problem, ProblemError } from "../../common/contracts/problem.ts";
import {
  FromGit,
  type GitCallName,
  type GitCallOptions,
  type GitCalls,
  type GitPort,
  type ToGit,
} from "./protocol.ts";

export interface GitProcessOptions {
  /** The real Node that ships with Studio. */
  readonly node: string;
  readonly log: Log;
  readonly entry?: string;
}

interface Waiting extends GitCallOptions {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What of the environment git sees: whose settings and keys, which proxy, where to find git. */
const PASSED_ON =
  /^(?:PATH|HOME|USERPROFILE|APPDATA|LOCALAPPDATA|SystemRoot|ProgramFiles|XDG_CONFIG_HOME|TMPDIR|TEMP|TMP|SSH_AUTH_SOCK|SSH_AGENT_PID|GIT_SSH_COMMAND|GNUPGHOME|GPG_TTY|DISPLAY|WAYLAND_DISPLAY|DBUS_SESSION_BUS_ADDRESS|NODE_EXTRA_CA_CERTS|LANG|(?:HTTPS?|NO|ALL)_PROXY)$/i;

const PING_MS = 10_000;
/** A status of a huge folder may hold the loop; longer than this nobody waits. */
const SILENCE_MS = 120_000;

/**
 * The git process, seen from the host. It starts with the first call and is started anew by the
 * next one after it died; calls that were waiting then fail with `process-down`.
 */
export class GitProcess implements GitPort, AsyncDisposable {
  readonly #options: GitProcessOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #watchers = new Map<string, Set<() => void>>();
  #child: ChildProcess | null = null;
  #watchdog: NodeJS.Timeout | undefined;
  #lastHeard = 0;
  #lastId = 0;
  #isDisposed = false;

  constructor(options: GitProcessOptions) {
    this.#options = options;
  }

  /** Undefined while no process runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async call<Name extends GitCallName>(
    root: string,
    name: Name,
    input: GitCalls[Name]["input"],
    options: GitCallOptions = {},
  ): Promise<GitCalls[Name]["output"]> {
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const child = this.#running();
    this.#waiting.set(id, { ...options, resolve, reject });
    const cancel = (): void => this.#post(child, { type: "cancel", id });
    options.signal?.addEventListener("abort", cancel, { once: true });
    this.#post(child, { type: "call", id, root, name, input });
    if (options.signal?.aborted === true) cancel();
    try {
      return (await promise) as GitCalls[Name]["output"];
    } finally {
      this.#waiting.delete(id);
      options.signal?.removeEventListener("abort", cancel);
    }
  }

  watch(root: string, onChange: () => void): () => void {
    const listeners = this.#watchers.get(root) ?? new Set();
    this.#watchers.set(root, listeners.add(onChange));
    if (listeners.size === 1 && this.#child !== null) this.#watchIn(this.#child, root);
    else this.#running();
    return () => {
      listeners.delete(onChange);
      if (listeners.size > 0) return;
      this.#watchers.delete(root);
      if (this.#child !== null) this.#post(this.#child, { type: "watch", root, on: false });
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    clearInterval(this.#watchdog);
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    child.once("exit", () => resolve());
    // It ends by itself when the channel closes.
    child.disconnect();
    const timer = setTimeout(() => child.kill("SIGKILL"), 2_000);
    await promise;
    clearTimeout(timer);
  }

  #running(): ChildProcess {
    if (this.#isDisposed) throw problem("process-down", "Studio is closing.");
    if (this.#child !== null) return this.#child;
    const child = fork(this.#options.entry ?? entryFile("git"), [], {
      execPath: this.#options.node,
      execArgv: ["--max-semi-space-size=8"],
      env: environment(),
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child = child;
    this.#lastHeard = Date.now();
    let errors = "";
    child.stderr?.on(
      "data",
      (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)),
    );
    child.on("message", (message) => this.#heard(message));
    child.on("error", (error) => this.#ended(child, error.message));
    child.on("exit", (code, signal) => this.#ended(child, `${signal ?? code ?? ""}\n${errors}`));
    for (const root of this.#watchers.keys()) this.#watchIn(child, root);
    clearInterval(this.#watchdog);
    this.#watchdog = setInterval(() => this.#checkSilence(child), PING_MS);
    this.#watchdog.unref();
    return child;
  }

  #heard(message: unknown): void {
    this.#lastHeard = Date.now();
    const parsed = FromGit.safeParse(message).data;
    if (parsed === undefined) {
      this.#options.log.warn("git process sent something else than a message");
      return;
    }
    switch (parsed.type) {
      case "done":
        return this.#waiting.get(parsed.id)?.resolve(parsed.output);
      case "failed":
        return this.#waiting.get(parsed.id)?.reject(new ProblemError(parsed.problem));
      case "progress":
        return this.#waiting.get(parsed.id)?.onProgress?.(parsed.progress);
      case "changed":
        for (const listener of this.#watchers.get(parsed.root) ?? []) listener();
        return;
      case "pong":
    }
  }

  #checkSilence(child: ChildProcess): void {
    if (Date.now() - this.#lastHeard < SILENCE_MS) return this.#post(child, { type: "ping" });
    this.#options.log.warn("git process hangs", { pid: child.pid ?? 0 });
    child.kill("SIGKILL");
  }

  #ended(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    clearInterval(this.#watchdog);
    if (this.#isDisposed) return;
    this.#options.log.warn("git process ended", { reason });
    const died = problem("process-down", "Studio's git stopped in the middle of its work.", {
      next: "Try again. No commit was lost.",
      details: reason,
    });
    for (const { reject } of this.#waiting.values()) reject(died);
    this.#waiting.clear();
    if (this.#watchers.size > 0) setTimeout(() => this.#watchAgain(), RESTART_MS).unref();
  }

  /** What is watched may have changed while nobody did. */
  #watchAgain(): void {
    if (this.#isDisposed) return;
    this.#running();
    for (const listeners of this.#watchers.values()) for (const listener of listeners) listener();
  }

  #watchIn(child: ChildProcess, root: string): void {
    this.#post(child, { type: "watch", root, on: true });
  }

  #post(child: ChildProcess, message: ToGit): void {
    // What is lost with a dead process is told by its end.
    if (child.connected) child.send(message, () => undefined);
  }
}

const RESTART_MS = 1_000;

const SOURCES = { git: "main.ts", gitImport: "importMain.ts" } as const;

/** From source in development, else the file the build put beside the host's. */
export function entryFile(name: keyof typeof SOURCES): string {
  const here = import.meta.dirname;
  if (import.meta.filename.endsWith(".ts")) return path.join(here, SOURCES[name]);
  const beside = path.join(here, `${name}.js`);
  return existsSync(beside) ? beside : path.join(path.dirname(here), `${name}.js`);
}

export function environment(): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return { ...Object.fromEntries(passed), NODE_USE_ENV_PROXY: "1", NO_COLOR: "1" };
}
