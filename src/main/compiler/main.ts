import { AppCompiler } from "./compiler.ts";
import { prepareDependencies } from "./prepareDependencies.ts";
import type { CompilerStart, FromCompiler, ToCompiler } from "./protocol.ts";
import type { FromSupervised, ToSupervised } from "./supervision.ts";
import { studioDirectory } from "./studioDirectory.ts";

/**
 * Entry of the compiler process. Its messages come from the host, which started it; nothing else
 * holds the other end of the pipe.
 */

type Incoming = ToCompiler | ToSupervised;

let compiler: AppCompiler | null = null;
/** Takes the optimizer's outcome, while it is waited for. */
let waiting: (error: string | null) => void = () => undefined;

process.on("message", (message: Incoming) => {
  if (message.type === "start") start(message);
  else if (message.type === "ping") send({ type: "pong" });
  else if (message.type === "optimized") waiting(message.error);
  else if (message.type === "stop") stop();
  else compiler?.handle(message);
});

// The host is gone: nobody takes commits any more.
process.on("disconnect", stop);

function start(message: CompilerStart): void {
  if (compiler !== null) return;
  compiler = new AppCompiler({
    start: message,
    studio: studioDirectory(),
    send,
    prepareDependencies: (optimizer) => prepareDependencies(optimizer, message, requestOptimized),
  });
  void compiler.run();
}

async function requestOptimized(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  waiting = resolve;
  send({ type: "optimize" });
  const error = await promise;
  if (error !== null) {
    send({ type: "log", level: "warn", message: `Dependencies were not optimised: ${error}` });
  }
}

function stop(): void {
  const closing = compiler?.[Symbol.asyncDispose]() ?? Promise.resolve();
  const exit = (): never => process.exit(0);
  void closing.then(exit, exit);
  setTimeout(exit, 2000).unref();
}

function send(message: FromCompiler | FromSupervised): void {
  process.send?.(message);
}
