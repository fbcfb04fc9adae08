import { EDGE_HEADERS, type LostRequest, type ScriptVersion } from "../../common/apps/edgeWire.ts";
import type { GatewayEnv } from "./gatewayEnv.ts";

interface Visit {
  readonly key: string;
  readonly version: ScriptVersion;
  readonly request: Request;
}

/** Requests cut off when the runner died, until the control process asks. */
let lost: LostRequest[] = [];

/** The runner is known to be gone: new requests wait until it is back. */
let isAway = false;

/** Together with the time to notice a hang, below the two seconds an answer may take. */
const AWAY_LIMIT_MS = 900;

/**
 * Hands a request to the runner. It can die of any script, so a broken connection is the answer
 * an account gives to a script over its limits, for this script and those that shared its fate.
 */
export async function runRemotely(env: GatewayEnv, visit: Visit): Promise<Response> {
  if (isAway) await untilBack(env);
  const response = await forward(env, visit);
  if (response.headers.get(EDGE_HEADERS.failure) === null) return response;
  throw new Error(await response.text());
}

async function forward(env: GatewayEnv, { key, version, request }: Visit): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set(EDGE_HEADERS.token, env.EDGE_TOKEN);
  headers.set(EDGE_HEADERS.script, key);
  headers.set(EDGE_HEADERS.version, JSON.stringify(version));
  const sentAt = Date.now();
  try {
    const { method, body, signal } = request;
    const init = { method, headers, body, signal, redirect: "manual" } as const;
    return await env.RUNNER.fetch(new Request(request.url, init));
  } catch (error) {
    if (request.signal.aborted) throw error;
    lost.push({ key, sentAt });
    isAway = true;
    throw new Error("Worker exceeded resource limits.", { cause: error });
  }
}

/** Each request looks for itself: a promise of one request cannot be awaited by another. */
async function untilBack(env: GatewayEnv): Promise<void> {
  const headers = { [EDGE_HEADERS.token]: env.EDGE_TOKEN };
  const deadline = Date.now() + AWAY_LIMIT_MS;
  while (isAway && Date.now() < deadline) {
    const answer = await env.RUNNER.fetch("http://runner/", { headers }).catch(() => undefined);
    if (answer?.ok === true) isAway = false;
    else await scheduler.wait(25);
  }
}

/** Those that were cut off since the last call. */
export function takeLost(): readonly LostRequest[] {
  const taken = lost;
  lost = [];
  return taken;
}
