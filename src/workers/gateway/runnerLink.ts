import { EDGE_HEADERS, type ScriptVersion } from "../../common/apps/edgeWire.ts";
import type { GatewayEnv } from "./gatewayEnv.ts";

interface Visit {
  readonly key: string;
  readonly version: ScriptVersion;
  readonly request: Request;
}

/** Scripts whose requests were cut off when the runner died, until the control process asks. */
const lost = new Map<string, number>();

/** A promise while the runner is known to be away; new requests wait for it. */
let away: Promise<void> | undefined;

const AWAY_LIMIT_MS = 1_500;

/**
 * Hands a request to the runner. It can die of any script, so a broken connection is the answer
 * an account gives to a script over its limits, for this script and those that shared its fate.
 */
export async function runRemotely(env: GatewayEnv, visit: Visit): Promise<Response> {
  if (away !== undefined) await Promise.race([away, scheduler.wait(AWAY_LIMIT_MS)]);
  const response = await forward(env, visit);
  if (response.headers.get(EDGE_HEADERS.failure) === null) return response;
  throw new Error(await response.text());
}

async function forward(env: GatewayEnv, { key, version, request }: Visit): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set(EDGE_HEADERS.token, env.EDGE_TOKEN);
  headers.set(EDGE_HEADERS.script, key);
  headers.set(EDGE_HEADERS.version, JSON.stringify(version));
  try {
    const { method, body, signal } = request;
    const init = { method, headers, body, signal, redirect: "manual" } as const;
    return await env.RUNNER.fetch(new Request(request.url, init));
  } catch (error) {
    if (request.signal.aborted) throw error;
    lost.set(key, Date.now());
    away ??= untilBack(env);
    throw new Error("Worker exceeded resource limits.", { cause: error });
  }
}

async function untilBack(env: GatewayEnv): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const answered = await env.RUNNER.fetch("http://runner/", {
      headers: { [EDGE_HEADERS.token]: env.EDGE_TOKEN },
    }).catch(() => undefined);
    if (answered?.ok === true) break;
    await scheduler.wait(25);
  }
  away = undefined;
}

/** Scripts that were cut off since the last call. */
export function takeLost(): readonly string[] {
  const keys = [...lost.keys()];
  lost.clear();
  return keys;
}
