import type { Commit } from "../../../common/apps/room.ts";
import type { KnownState } from "../../compiler/protocol.ts";

/** Of a room that nothing was ever pushed to. */
export const NOTHING_KNOWN: KnownState = { manifest: [], blobs: [] };

/** What a room serves that took this commit and nothing else. */
export function knownFrom({ set, blobs }: Pick<Commit, "set" | "blobs">): KnownState {
  const manifest = set.flatMap(([file, hash, t]) =>
    hash === null ? [] : [[file, hash, t] as const],
  );
  return { manifest, blobs: blobs.map(({ hash }) => hash) };
}
