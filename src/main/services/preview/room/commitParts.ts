import type { Blob, Commit } from "../../../../common/apps/room.ts";

/** A commit as the host's parts make it: wire id and epoch are the connection's affair. */
export type HostCommit = Omit<Commit, "id" | "epoch">;

/** Larger ones go by POST: on a socket they would hold up the answers behind them. */
const SOCKET_BYTES = 1024 * 1024;
/** A request body, and a value of KV, must stay below 25 MB. */
export const MAX_PART_BYTES = 24 * 1024 * 1024;
/** A worker may start 1,000 operations per request, and each blob is one. */
const MAX_PART_BLOBS = 500;

/** Small enough for one message on the socket? */
export function fitsSocket(commit: HostCommit): boolean {
  return bodyBytes(commit.blobs) <= SOCKET_BYTES && commit.blobs.length <= MAX_PART_BLOBS;
}

/**
 * Cuts a large commit into parts to be sent in order: bodies first, and with the last of them the
 * rows and payloads, so that nothing is visible before all of it is there.
 */
export function commitParts(commit: HostCommit): readonly HostCommit[] {
  const groups: Blob[][] = [[]];
  let bytes = 0;
  for (const blob of commit.blobs) {
    const size = blob.body?.byteLength ?? 0;
    const group = groups.at(-1);
    if (group === undefined || bytes + size > MAX_PART_BYTES || group.length === MAX_PART_BLOBS) {
      groups.push([blob]);
      bytes = size;
    } else {
      group.push(blob);
      bytes += size;
    }
  }
  const last = groups.pop() ?? [];
  return [...groups.map(onlyBlobs), { ...commit, blobs: last }];

  function onlyBlobs(blobs: readonly Blob[]): HostCommit {
    return { blobs, set: [], remove: [], payloads: [], answers: [], complete: false };
  }
}

function bodyBytes(blobs: readonly Blob[]): number {
  return blobs.reduce((sum, { body }) => sum + (body?.byteLength ?? 0), 0);
}
