import { z } from "zod";
import {
  type Blob,
  type Committed,
  decodeCommit,
  type Refused,
  type RoomToHost,
} from "../../../../common/apps/room.ts";

const CommittedShape = z.object({
  type: z.literal("committed"),
  id: z.number().int(),
  rev: z.number().int(),
  pages: z.number().int(),
});

const RefusedShape = z.object({
  type: z.literal("refused"),
  id: z.number().int(),
  reason: z.enum(["fenced", "missing-blobs", "malformed", "storage"]),
  hashes: z.array(z.string()),
  message: z.string(),
});

const RoomMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("welcome"),
    epoch: z.number().int(),
    rev: z.number().int(),
    manifest: z.array(z.tuple([z.string(), z.string(), z.number()])),
    blobs: z.array(z.string()),
    pages: z.number().int(),
  }),
  CommittedShape,
  RefusedShape,
  z.object({ type: z.literal("need"), path: z.string(), accept: z.string() }),
  z.object({ type: z.literal("from-page"), event: z.string(), data: z.unknown() }),
  z.object({ type: z.literal("painted"), rev: z.number().int() }),
  z.object({ type: z.literal("pages"), pages: z.number().int() }),
]);

/** Reads a message from the room; undefined for a pong, or for what a newer room may say. */
export function parseRoomMessage(text: string): RoomToHost | undefined {
  return RoomMessage.safeParse(parseJson(text)).data;
}

export function parseCommitAnswer(text: string): Committed | Refused | undefined {
  return z.union([CommittedShape, RefusedShape]).safeParse(parseJson(text)).data;
}

export function parseHashes(text: string): readonly string[] | undefined {
  return z.array(z.string()).safeParse(parseJson(text)).data;
}

const Blobs = z.array(
  z.object({
    hash: z.string(),
    contentType: z.string(),
    imports: z.array(z.tuple([z.number().int(), z.number().int()])),
    body: z.instanceof(Uint8Array).nullable(),
  }),
);

/** Reads the blobs of an answered frame; undefined when it was cut or is none. */
export function parseBodies(frame: Uint8Array): readonly Blob[] | undefined {
  try {
    return Blobs.safeParse(decodeCommit(frame).blobs).data;
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
