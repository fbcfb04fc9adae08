import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Log } from "../../common/base/log.ts";
import { EdgeApi } from "./edgeApi.ts";
import { EdgeReady, END_LINE, type EdgeConfigInput } from "./edgeConfig.ts";
import type { FoundEdge } from "./findEdge.ts";
import { untilGone } from "./pidFile.ts";

/** An edge's process as its supervisor sees it, whether it was started here or taken over. */
export interface RunningEdge {
  readonly pid: number | undefined;
  /** Resolves when it serves; never when it ends before. */
  readonly ready: Promise<EdgeReady>;
  /** Resolves when the process is gone, with how it went. Never rejects. */
  readonly ended: Promise<string>;
  /** Ends it, in order if it can. */
  stop(): Promise<void>;
  /** Lets go of it: it goes on without us. */
  release(): void;
}

const STOP_LIMIT_MS = 5_000;

export interface SpawnEdgeOptions {
  readonly nodeBinary: string;
  readonly entry: string;
  readonly config: EdgeConfigInput;
  readonly log: Log;
}

export function spawnEdge({ nodeBinary, entry, config, log }: SpawnEdgeOptions): RunningEdge {
  const child = spawn(nodeBinary, ["--disable-warning=ExperimentalWarning", entry], {
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    // A group of its own: closing Studio's terminal must not end an edge that is to stay.
    detached: config.keepServing === true,
  });
  child.stdin.on("error", () => undefined);
  child.stdin.write(`${JSON.stringify(config)}\n`);
  const said = keepLastLines(child, log);
  child.once("error", (error) => log.error("the edge cannot be run", { error: error.message }));
  return {
    pid: child.pid,
    ready: firstLine(child),
    ended: new Promise((resolve) => {
      child.once("close", (code, signal) =>
        resolve(`${signal ?? `exit code ${code ?? "unknown"}`}${said()}`),
      );
    }),
    stop: () => stop(child),
    release: () => {
      child.stdin.destroy();
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
    },
  };
}

async function firstLine(child: ChildProcess & { readonly stdout: NodeJS.ReadableStream }) {
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, "line")) as [string];
  return EdgeReady.parse(JSON.parse(line));
}

/** Asks it to end; a process that does not listen is killed. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.stdin?.end(`${END_LINE}\n`);
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
  await closed;
  clearTimeout(timer);
}

/** Passes its log on, and keeps what it said last for the reason of a fall. */
function keepLastLines(child: ChildProcess, log: Log): () => string {
  let last: string[] = [];
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on("line", (line) => {
      last = [...last, line].slice(-5);
      log.info(line.slice(0, 2_000));
    });
  }
  return () => (last.length === 0 ? "" : `: ${last.join("\n")}`);
}

/** How often a process that is not our child is asked for. */
const LOOK_EVERY_MS = 1_000;

/** @param token of the data folder; the edge has proven that it has it too */
export function adoptEdge(found: FoundEdge, token: string): RunningEdge {
  const { pid, restUrl, publicPort } = found;
  const api = new EdgeApi(restUrl, token);
  const gone = Promise.withResolvers<string>();
  const timer = setInterval(() => {
    void untilGone([pid], 0).then((isGone) => isGone && gone.resolve("it was ended"));
  }, LOOK_EVERY_MS).unref();
  void gone.promise.then(() => clearInterval(timer));
  return {
    pid,
    ready: Promise.resolve({ restUrl, publicPort }),
    ended: gone.promise,
    stop: async () => {
      await api.end().catch(() => undefined);
      if (!(await untilGone([pid], STOP_LIMIT_MS))) process.kill(pid, "SIGKILL");
      gone.resolve("it was asked to end");
    },
    release: () => clearInterval(timer),
  };
}
