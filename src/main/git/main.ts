import { toProblem } from "../../common/contracts/problem.ts";
import { GitFolder } from "./gitCalls.ts";
import type { FromGit, ToGit } from "./protocol.ts";
import { RepositoryWatch } from "./repositoryWatch.ts";

/** The git process: answers the host's calls about the folders of open apps. */
const folders = new Map<string, { readonly folder: GitFolder; tail: Promise<unknown> }>();
const watches = new Map<string, RepositoryWatch>();
const running = new Map<number, AbortController>();

/** How long after the last call memory is given back. */
const REST_MS = 30_000;
let resting: NodeJS.Timeout | undefined;

function send(message: FromGit): void {
  if (process.connected) process.send?.(message);
}

process.on("message", (message: ToGit) => {
  switch (message.type) {
    case "ping":
      return send({ type: "pong" });
    case "cancel":
      return running.get(message.id)?.abort();
    case "watch":
      return watch(message.root, message.on);
    case "call":
      return void call(message);
  }
});
process.on("disconnect", () => process.exit(0));

function watch(root: string, isOn: boolean): void {
  watches.get(root)?.[Symbol.dispose]();
  watches.delete(root);
  if (isOn) watches.set(root, new RepositoryWatch(root, () => send({ type: "changed", root })));
  else folders.delete(root);
}

async function call({ id, root, name, input }: Extract<ToGit, { type: "call" }>): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  clearTimeout(resting);
  const place = folders.get(root) ?? { folder: new GitFolder(root), tail: Promise.resolve() };
  folders.set(root, place);
  const work = place.tail.then(async () => {
    stop.signal.throwIfAborted();
    // Before it reads: what changes meanwhile is news then.
    if (name === "status") watches.get(root)?.look();
    const onProgress = (progress: Extract<FromGit, { type: "progress" }>["progress"]): void =>
      send({ type: "progress", id, progress });
    return place.folder.run(name, input, { signal: stop.signal, onProgress });
  });
  // One after the other: two that change the same index would meet.
  place.tail = work.catch(() => undefined);
  try {
    send({ type: "done", id, output: await work });
  } catch (error) {
    const isCancelled = error instanceof Error && error.name === "AbortError";
    const problem = isCancelled
      ? ({ code: "cancelled", message: "Stopped on request." } as const)
      : toProblem(error);
    send({ type: "failed", id, problem });
  } finally {
    running.delete(id);
    resting = setTimeout(rest, REST_MS);
    resting.unref();
  }
}

function rest(): void {
  for (const { folder } of folders.values()) folder.rest();
}
