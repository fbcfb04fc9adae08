import { createHmac, timingSafeEqual } from "node:crypto";

/** What an edge says of itself to who asks who it is. */
export interface EdgeClaim {
  /** Chosen by the asker, so that an answer cannot be played again. */
  readonly nonce: string;
  readonly build: string;
  /** Somebody drives it now. */
  readonly led: boolean;
}

/**
 * Proves that both sides have the same token without sending it: a port that was written down may
 * belong to any program by now.
 */
export function edgeProof(token: string, { nonce, build, led }: EdgeClaim): string {
  return createHmac("sha256", token)
    .update(JSON.stringify(["edge", nonce, build, led]))
    .digest("base64url");
}

export function isEdgeProof(token: string, claim: EdgeClaim, proof: string): boolean {
  const expected = Buffer.from(edgeProof(token, claim));
  const given = Buffer.from(proof);
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}
