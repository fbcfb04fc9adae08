import { type Blob, encodeCommit } from "../../common/apps/room.ts";
import type { BlobStore } from "./blobStore.ts";
import type { RoomStorage } from "./roomStorage.ts";

/** The frame and its bodies are in memory at once, beside everything else of the room. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;
const READ_AT_ONCE = 20;

/** The blobs of those hashes that this room can serve, as far as they fit into one frame. */
export async function bodiesFrame(
  hashes: readonly string[],
  { storage, store }: { readonly storage: RoomStorage; readonly store: BlobStore },
): Promise<Uint8Array<ArrayBuffer>> {
  const known = [...new Set(hashes)].filter((hash) => storage.blobs.has(hash));
  const blobs: Blob[] = [];
  let bytes = 0;
  for (let at = 0; at < known.length; at += READ_AT_ONCE) {
    const group = known.slice(at, at + READ_AT_ONCE);
    const isFull = bytes >= MAX_FRAME_BYTES;
    const bodies = isFull ? [] : await Promise.all(group.map(async (hash) => store.get(hash)));
    for (const [index, hash] of group.entries()) {
      const facts = storage.blobs.get(hash);
      const body = bodies[index];
      // Lost from the store: this room cannot serve it either.
      if (facts === undefined || (body === undefined && !isFull)) continue;
      const fits =
        body !== undefined && (bytes === 0 || bytes + body.byteLength <= MAX_FRAME_BYTES);
      if (fits) bytes += body.byteLength;
      const { contentType, imports } = facts;
      blobs.push({ hash, contentType, imports, body: fits ? body : null });
    }
  }
  const nothing = { set: [], remove: [], payloads: [], answers: [] };
  return encodeCommit({
    id: 0,
    epoch: storage.epoch,
    blobs,
    ...nothing,
    complete: storage.complete,
  });
}
