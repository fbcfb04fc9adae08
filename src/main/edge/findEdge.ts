import { randomBytes } from "node:crypto";
import { z } from "zod";
import { isEdgeProof } from "./edgeProof.ts";
import { PidFile } from "./pidFile.ts";

const Identity = z.object({
  result: z.object({
    nonce: z.string(),
    build: z.string(),
    led: z.boolean(),
    proof: z.string(),
  }),
});

const ANSWER_MS = 3_000;

/** An edge of this data folder that serves although nobody here started it. */
export interface FoundEdge {
  readonly pid: number;
  readonly restUrl: string;
  readonly publicPort: number;
  readonly build: string;
  /** Another host drives it now. */
  readonly led: boolean;
}

/**
 * Looks for an edge that an earlier Studio left to serve. What is written down may be old: only
 * who proves to have this folder's token is taken for one.
 */
export async function findEdge(stateDir: string, token: string): Promise<FoundEdge | undefined> {
  const written = await new PidFile(stateDir).read();
  if (written?.restUrl === undefined || written.publicPort === undefined) return undefined;
  const { edge: pid, restUrl, publicPort } = written;
  const nonce = randomBytes(16).toString("hex");
  const answer = await ask(`${restUrl}/edge/identity/${nonce}`);
  if (answer === undefined || answer.nonce !== nonce) return undefined;
  const { proof, ...claim } = answer;
  if (!isEdgeProof(token, claim, proof)) return undefined;
  return { pid, restUrl, publicPort, build: claim.build, led: claim.led };
}

async function ask(url: string): Promise<z.infer<typeof Identity>["result"] | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    return Identity.parse(await response.json()).result;
  } catch {
    // Nobody answers there, or somebody else: either way it is not our edge.
    return undefined;
  }
}
