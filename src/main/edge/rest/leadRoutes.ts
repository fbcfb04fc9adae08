import { z } from "zod";
import type { DeniedRequest } from "../../../common/apps/edgeWire.ts";
import type { Listen } from "../../../common/base/event.ts";
import type { LogLine } from "../../../common/base/log.ts";
import type { EdgeHealth } from "../../../common/contracts/studio.ts";
import { edgeProof } from "../edgeProof.ts";
import type { HealthMonitor } from "../healthMonitor.ts";
import type { Lead } from "../lead.ts";
import { events, result, type Reply } from "./reply.ts";
import type { RestContext } from "./restContext.ts";
import { RestError } from "./restError.ts";
import { openRoute, route, type Route } from "./router.ts";

export interface LeadParts {
  readonly lead: Lead;
  readonly monitor: HealthMonitor;
  /** Lines of the edge's log that nobody else reads. */
  readonly onLine: Listen<LogLine>;
  /** A script was refused a host of this machine or its network. */
  readonly onDenied: Listen<DeniedRequest>;
  /** Who may embed previews from now on. Resolves when pages are served so. */
  readonly setOrigins: (origins: readonly string[]) => Promise<void>;
  readonly end: () => void;
}

/** One message to whoever drives the edge. */
export type LeadMessage =
  | { readonly type: "health"; readonly health: EdgeHealth }
  | { readonly type: "denied"; readonly denied: DeniedRequest }
  | { readonly type: "log"; readonly line: LogLine };

const TakeLead = z.object({
  leader: z.string().min(1).max(100),
  studioOrigins: z.array(z.string().max(300)).max(20),
  keepServing: z.boolean(),
});
const Keep = z.object({ keepServing: z.boolean() });

/** How a host finds, takes over, follows and ends an edge. None of it is Cloudflare's. */
export function leadRoutes({ config }: RestContext, parts: LeadParts): Route[] {
  const { lead, end } = parts;
  return [
    openRoute("GET", "/edge/identity/:nonce", (call) => {
      const claim = { nonce: call.param("nonce"), build: config.build, led: lead.isLed };
      return result({ ...claim, proof: edgeProof(config.token, claim) });
    }),
    route("POST", "/edge/lead", async (call) => takeLead(parts, call.json(TakeLead))),
    route("PUT", "/edge/keep-serving", (call) => {
      const { keepServing } = call.json(Keep);
      lead.setKeepServing(keepServing);
      return result({ keepServing });
    }),
    route("POST", "/edge/end", () => {
      // After the answer: ending closes the connection that it goes over.
      setImmediate(end);
      return result(null);
    }),
  ];
}

async function takeLead(
  { lead, monitor, onLine, onDenied, setOrigins }: LeadParts,
  { leader, studioOrigins, keepServing }: z.infer<typeof TakeLead>,
): Promise<Reply<never>> {
  const release = lead.take(leader);
  if (release === undefined) throw new RestError(409, 10409, "Another Studio drives this edge.");
  try {
    await setOrigins(studioOrigins);
    lead.setKeepServing(keepServing);
  } catch (error) {
    release();
    throw error;
  }
  return events((send: (message: LeadMessage) => void) => {
    send({ type: "health", health: monitor.health });
    const stops = [
      monitor.onChange((health) => send({ type: "health", health })),
      onLine((line) => send({ type: "log", line })),
      onDenied((denied) => send({ type: "denied", denied })),
      release,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  });
}
