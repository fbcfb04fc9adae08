import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { z } from "zod";
import type { LogLine } from "../../common/base/log.ts";
import { EdgeHealth } from "../../common/contracts/studio.ts";

const LeadMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("health"), health: EdgeHealth }),
  z.object({
    type: z.literal("denied"),
    denied: z.object({ key: z.string(), host: z.string() }),
  }),
  z.object({ type: z.literal("log"), line: z.custom<LogLine>() }),
]);
export type LeadMessage = z.infer<typeof LeadMessage>;

const AppsWithData = z.object({ result: z.object({ apps: z.array(z.string()) }) });

const Collected = z.object({ result: z.object({ deleted: z.number() }) });
const COLLECT_LIMIT_MS = 60_000;

export interface LeadTerms {
  readonly leader: string;
  readonly studioOrigins: readonly string[];
  readonly keepServing: boolean;
}

/** Another host drives this edge. */
export class LedByAnother extends Error {}

/** How a host speaks with an edge about the edge itself; for its scripts there is the SDK. */
export class EdgeApi {
  readonly #restUrl: string;
  readonly #token: string;

  constructor(restUrl: string, token: string) {
    this.#restUrl = restUrl;
    this.#token = token;
  }

  /**
   * Takes the lead; the result yields what the edge tells until the connection or the signal
   * ends it. Rejects with {@link LedByAnother}, or with fetch's error when nothing answers.
   */
  async lead(terms: LeadTerms, signal: AbortSignal): Promise<AsyncIterable<LeadMessage>> {
    const response = await this.#call("POST", "/edge/lead", terms, signal);
    if (response.status === 409) throw new LedByAnother("Another Studio drives the local edge.");
    if (!response.ok || response.body === null) {
      throw new Error(`The edge refused to be driven (${response.status}).`);
    }
    return messages(response.body, signal);
  }

  async setKeepServing(keepServing: boolean): Promise<void> {
    const response = await this.#call("PUT", "/edge/keep-serving", { keepServing });
    if (!response.ok) throw new Error(`The edge did not take the setting (${response.status}).`);
  }

  /** Lets a script (`namespace/script`) reach exactly these private hosts. */
  async allow(key: string, hosts: readonly string[]): Promise<void> {
    const response = await this.#call("PUT", `/edge/scripts/${key}/outbound`, { allow: hosts });
    if (!response.ok) throw new Error(`The edge did not take the hosts (${response.status}).`);
  }

  /** Ids of the apps whose workers have kept data. */
  async appsWithData(): Promise<readonly string[]> {
    const response = await this.#call("GET", "/edge/apps");
    return AppsWithData.parse(await response.json()).result.apps;
  }

  /** Deletes preview bodies that none of these apps serves any more. Returns how many. */
  async collectBlobs(apps: readonly string[], olderThanSeconds?: number): Promise<number> {
    const asked = olderThanSeconds === undefined ? { apps } : { apps, olderThanSeconds };
    const signal = AbortSignal.timeout(COLLECT_LIMIT_MS);
    const response = await this.#call("POST", "/edge/collect", asked, signal);
    return Collected.parse(await response.json()).result.deleted;
  }

  async deleteDataOf(app: string): Promise<void> {
    const response = await this.#call("DELETE", `/edge/apps/${app}`);
    if (!response.ok) throw new Error(`The edge did not delete the data (${response.status}).`);
  }

  /** It ends in order, after its answer. */
  async end(): Promise<void> {
    await this.#call("POST", "/edge/end", {}, AbortSignal.timeout(2_000));
  }

  #call(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Response> {
    return fetch(this.#restUrl + path, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ?? AbortSignal.timeout(5_000),
    });
  }
}

async function* messages(
  body: NonNullable<Response["body"]>,
  signal: AbortSignal,
): AsyncGenerator<LeadMessage> {
  const input = Readable.fromWeb(body);
  const lines = createInterface({ input });
  // The interface tells of its input's errors a second time, with nobody to hear them.
  input.on("error", () => lines.close());
  for await (const line of lines) {
    if (signal.aborted) return;
    if (line.startsWith("data: ")) {
      yield LeadMessage.parse(JSON.parse(line.slice("data: ".length)));
    }
  }
}
