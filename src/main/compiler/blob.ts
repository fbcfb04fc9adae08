import { createHash } from "node:crypto";
import type { Blob } from "../../common/apps/room.ts";

/** KV holds no value larger than this. */
export const MAX_BODY_BYTES = 25 * 1024 * 1024;

export type ImportOffsets = readonly (readonly [start: number, end: number])[];

/**
 * The hash covers the content type too: what is stored beside a body (type, import offsets)
 * must follow from the hash alone, for stores share blobs between paths and apps.
 */
export function blobOf(body: Uint8Array, contentType: string, imports: ImportOffsets = []): Blob {
  const hash = createHash("sha256").update(contentType).update("\0").update(body);
  return { hash: hash.digest("base64url"), contentType, imports, body };
}
