import type { ScriptCode, ScriptVersion } from "../../common/apps/edgeWire.ts";
import type { LoaderHost } from "./loaderHost.ts";
import { scriptEnv } from "./scriptEnv.ts";
import { scriptModules } from "./scriptModules.ts";

type Version = Pick<ScriptVersion, "etag" | "allow" | "tail">;

interface Loaded {
  readonly name: string;
  readonly version: Version;
  /** Requests running in it: an isolate is only dropped when there is none. */
  busy: number;
  usedAt: number;
  /** Durable objects that were started from it. */
  readonly objects: Set<string>;
}

export interface Lease extends Disposable {
  readonly stub: WorkerStub;
  readonly version: Version;
}

/** For bodies that a replaced version still sends: a request ends when they begin. */
const FINISH_MS = 2_000;
const BUSY_LIMIT_MS = 30_000;
const BUSY_STEP_MS = 100;

/** workerd keeps a named isolate for ever, at 2 MB and more each, unless it is told to drop it. */
const loaded = new Map<string, Loaded>();

export function loadedCount(): number {
  return loaded.size;
}

/** The version of a script that runs here now; undefined when it was not used lately. */
export function loadedVersion(key: string): Version | undefined {
  return loaded.get(key)?.version;
}

/** Starts or finds the script's isolate and keeps it from being dropped until disposed of. */
export function leaseScript(host: LoaderHost, key: string, version: Version): Lease {
  const entry = enter(host, key, version);
  entry.busy++;
  entry.usedAt = Date.now();
  dropLeastUsed(host, key);
  return {
    stub: workerStub(host, key, entry),
    version: entry.version,
    [Symbol.dispose]() {
      entry.busy--;
    },
  };
}

/** Its object has state in the isolate: told to restart when the code changes. */
export function noteObject(key: string, objectName: string): void {
  loaded.get(key)?.objects.add(objectName);
}

function enter(host: LoaderHost, key: string, version: Version): Loaded {
  const current = loaded.get(key);
  const name = isolateName(key, version);
  if (current?.name === name) {
    // What may be reached is asked at each request, so it changes without a new isolate.
    if (current.version.allow === version.allow) return current;
    const refreshed = { ...current, version };
    loaded.set(key, refreshed);
    return refreshed;
  }
  const next: Loaded = { name, version, busy: 0, usedAt: Date.now(), objects: new Set() };
  loaded.set(key, next);
  if (current !== undefined) host.waitUntil(drop(host, key, current, FINISH_MS));
  return next;
}

/** No slash and no at-sign: a debugger could not attach to such a name. */
function isolateName(key: string, version: Version): string {
  return `${key.replace("/", ":")}:${version.etag}${version.tail ? ":tail" : ""}`;
}

function dropLeastUsed(host: LoaderHost, keep: string): void {
  if (loaded.size <= Number(host.env.MAX_LOADED)) return;
  let oldest: readonly [string, Loaded] | undefined;
  for (const candidate of loaded) {
    const [key, { busy, usedAt }] = candidate;
    if (busy > 0 || key === keep) continue;
    if (oldest === undefined || usedAt < oldest[1].usedAt) oldest = candidate;
  }
  if (oldest === undefined) return;
  loaded.delete(oldest[0]);
  host.waitUntil(drop(host, oldest[0], oldest[1], 0));
}

/** Dropping kills what runs in the isolate, so it waits until nothing does, but not for ever. */
async function drop(host: LoaderHost, key: string, entry: Loaded, finishMs: number): Promise<void> {
  for (const name of entry.objects) await host.exports.FacetHost.getByName(name).codeChanged();
  await scheduler.wait(finishMs);
  for (let waited = 0; entry.busy > 0 && waited < BUSY_LIMIT_MS; waited += BUSY_STEP_MS) {
    await scheduler.wait(BUSY_STEP_MS);
  }
  const isolate = workerStub(host, key, entry).getEntrypoint<Evictable>("__EdgeIsolate");
  // The isolate dies while it answers, so its answer is always an error.
  await isolate.evict().catch(() => undefined);
}

type Evictable = Rpc.WorkerEntrypointBranded & { evict(): Promise<void> };

function workerStub(host: LoaderHost, key: string, entry: Loaded): WorkerStub {
  return host.env.LOADER.get(entry.name, () => workerCode(host, key, entry.version));
}

async function workerCode(
  host: LoaderHost,
  key: string,
  version: Version,
): Promise<WorkerLoaderWorkerCode> {
  const code = await fetchCode(host, key, version.etag);
  return {
    compatibilityDate: code.compatibilityDate,
    compatibilityFlags: [...new Set([...code.compatibilityFlags, "experimental"])],
    // Only an experimental worker may end its own isolate, which is the only way to drop one.
    allowExperimental: true,
    ...scriptModules(code, `${host.env.MARK} ${key}`),
    env: scriptEnv(host, key, code),
    globalOutbound: host.exports.Outbound({ props: { key } }),
    tails: version.tail ? [host.exports.TailCollector({ props: { key } })] : [],
  };
}

/** Of a script that no request has named: an alarm, a socket or another script wants it. */
export async function currentVersion(host: LoaderHost, key: string): Promise<ScriptVersion> {
  const response = await host.env.REGISTRY.fetch(`http://registry/version/${key}`);
  if (response.status !== 200) throw new Error("Worker not found.");
  return response.json();
}

async function fetchCode(host: LoaderHost, key: string, etag: string): Promise<ScriptCode> {
  const response = await host.env.REGISTRY.fetch(`http://registry/code/${key}/${etag}`);
  if (response.status !== 200) throw new Error("Worker not found.");
  return response.json();
}
