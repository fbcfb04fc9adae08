import { type ChildProcess, spawn } from "node:child_process";
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ErrorCodes,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { Emitter } from "../../common/base/event.ts";
import type { Log } from "../../common/base/log.ts";
import { problem } from "../../common/contracts/problem.ts";
import { processUse } from "../edge/processTable.ts";
import { type LanguageServerProcess, ServerRefusal } from "../services/language/ports.ts";

export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Node's own channel is for servers in Node whose plugins may print to the standard output. */
  readonly transport: "stdio" | "ipc";
}

const STOP_MS = 2_000;
const KEPT_OUTPUT = 4_000;

/** A language server on the other end of its standard streams. It is not restarted here. */
export class ServerProcess implements LanguageServerProcess {
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #notifications = new Emitter<{ readonly method: string; readonly params: unknown }>();
  readonly #died = new Emitter<{ readonly reason: string }>();
  readonly #end = Promise.withResolvers<never>();
  readonly onNotification = this.#notifications.on;
  readonly onDied = this.#died.on;
  #output = "";
  #hasEnded = false;
  #isEnding = false;

  constructor(
    command: ServerCommand,
    answer: (method: string, params: unknown) => unknown,
    log: Log,
  ) {
    this.#end.promise.catch(() => undefined);
    this.#child = spawn(command.file, command.args, {
      cwd: command.cwd,
      env: command.env,
      stdio: command.transport === "ipc" ? ["ignore", "ignore", "pipe", "ipc"] : "pipe",
      windowsHide: true,
    });
    this.#child.stderr?.on("data", (chunk: Buffer) => this.#keepOutput(chunk));
    this.#child.stdin?.on("error", () => undefined);
    this.#child.once("error", (error) => this.#ended(`It could not be started: ${error.message}.`));
    this.#child.once("close", (code, signal) =>
      this.#ended(
        signal === null ? `It exited with code ${code ?? 0}.` : `It was ended by ${signal}.`,
      ),
    );
    const { reader, writer } = channelOf(this.#child);
    this.#connection = createMessageConnection(reader, writer, {
      error: (message) => log.warn("language server", { message: message.slice(0, 1_000) }),
      warn: () => undefined,
      info: () => undefined,
      log: () => undefined,
    });
    this.#connection.onRequest((method, params) => answer(method, params));
    this.#connection.onNotification((method, params) =>
      this.#notifications.fire({ method, params }),
    );
    this.#connection.onError(([error]) => log.warn("language server", { error: error.message }));
    this.#connection.listen();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async request(method: string, params: unknown, signal?: AbortSignal): Promise<unknown> {
    if (this.#hasEnded) throw died(this.#output);
    const source = new CancellationTokenSource();
    const cancel = (): void => source.cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    if (signal?.aborted === true) cancel();
    try {
      const answered = this.#connection.sendRequest(method, params, source.token);
      return await Promise.race([answered, this.#end.promise]);
    } catch (error) {
      throw meaning(error, this.#hasEnded ? this.#output : null);
    } finally {
      signal?.removeEventListener("abort", cancel);
      source.dispose();
    }
  }

  notify(method: string, params: unknown): void {
    if (this.#hasEnded) return;
    // A server that died meanwhile is started again and told everything anew.
    this.#connection.sendNotification(method, params).catch(() => undefined);
  }

  async cpuMs(): Promise<number | undefined> {
    const { pid } = this.#child;
    return pid === undefined ? undefined : (await processUse(pid))?.cpuMs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    if (this.#hasEnded) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#child.once("close", () => resolve());
    // A server that reads its input ends when the input does.
    if (this.#child.stdin === null) this.#child.kill();
    else this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_MS);
    await promise;
    clearTimeout(timer);
  }

  #ended(reason: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#end.reject(died(this.#output));
    this.#connection.dispose();
    if (!this.#isEnding)
      this.#died.fire({ reason: [reason, this.#output.trim()].join("\n").trim() });
  }

  #keepOutput(chunk: Buffer): void {
    this.#output = (this.#output + chunk.toString()).slice(-KEPT_OUTPUT);
  }
}

function channelOf(child: ChildProcess): {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
} {
  const { stdin, stdout } = child;
  if (stdin !== null && stdout !== null) {
    return { reader: new StreamMessageReader(stdout), writer: new StreamMessageWriter(stdin) };
  }
  return { reader: new IPCMessageReader(child), writer: new IPCMessageWriter(child) };
}

function died(details: string) {
  return problem("process-down", "The language server stopped before it could answer.", {
    next: "It is being started again; try once more in a moment.",
    details,
  });
}

/** The protocol has three codes for "not any more": cancelled, content modified, server cancelled. */
const CANCELLED = new Set([-32_800, -32_801, -32_802]);

function meaning(error: unknown, output: string | null): unknown {
  if (output !== null) return died(output);
  if (!(error instanceof ResponseError)) return error;
  if (CANCELLED.has(error.code)) return problem("cancelled", "The question was withdrawn.");
  if (error.code === ErrorCodes.PendingResponseRejected) return died("");
  return new ServerRefusal(error.code, error.message);
}
