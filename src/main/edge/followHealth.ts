import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Log } from "../../common/base/log.ts";
import { EdgeHealth } from "../../common/contracts/studio.ts";

interface Source {
  readonly restUrl: string;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Reads the edge's event stream until the signal; the end of the edge's process ends it too. */
export async function followHealth(
  { restUrl, token, signal, log }: Source,
  onHealth: (health: EdgeHealth) => void,
): Promise<void> {
  try {
    const headers = { authorization: `Bearer ${token}` };
    const { body } = await fetch(`${restUrl}/edge/events`, { headers, signal });
    if (body === null) return;
    const lines = createInterface({ input: Readable.fromWeb(body) });
    for await (const line of lines) {
      if (!line.startsWith("data: ")) continue;
      onHealth(EdgeHealth.parse(JSON.parse(line.slice("data: ".length))));
    }
  } catch (error) {
    // The stream breaks when the edge ends, which its supervisor learns from the process itself.
    if (!signal.aborted) log.debug("the edge's events ended", { error: String(error) });
  }
}
