import * as z from "zod/mini";
import { type Commit, decodeCommit } from "../../common/apps/room.ts";

const Offsets = z.tuple([z.int().check(z.nonnegative()), z.int().check(z.nonnegative())]);
const Hash = z.string().check(z.regex(/^[\w-]{16,128}$/));
const Path = z.string().check(z.startsWith("/"), z.maxLength(8192));

const CommitShape = z.object({
  id: z.int(),
  epoch: z.int(),
  blobs: z.array(
    z.object({
      hash: Hash,
      contentType: z.string().check(z.regex(/^[\w.+-]+\/[\w.+-]+(?:\s*;[\x20-\x7e]*)?$/)),
      imports: z.array(Offsets).check(z.refine(areAscending)),
      body: z.nullable(z.instanceof(Uint8Array)),
    }),
  ),
  set: z.array(z.tuple([Path, z.nullable(Hash), z.number().check(z.nonnegative())])),
  remove: z.array(Path),
  payloads: z.array(z.looseObject({ type: z.string() })),
  answers: z.array(Path),
  complete: z.boolean(),
});

export type ParsedCommit =
  | { readonly ok: true; readonly commit: Commit }
  | { readonly ok: false; readonly id: number; readonly reason: string };

/** Reads a frame from the wire. Whatever is wrong with it, the room stays as it was. */
export function parseCommit(frame: Uint8Array): ParsedCommit {
  let decoded: unknown;
  try {
    decoded = decodeCommit(frame);
  } catch (error) {
    return { ok: false, id: 0, reason: String(error) };
  }
  const parsed = CommitShape.safeParse(decoded);
  if (parsed.success) return { ok: true, commit: parsed.data };
  const id = z.object({ id: z.int() }).safeParse(decoded).data?.id ?? 0;
  return { ok: false, id, reason: z.prettifyError(parsed.error) };
}

function areAscending(offsets: readonly (readonly [number, number])[]): boolean {
  let last = 0;
  return offsets.every(([start, end]) => {
    const follows = start >= last && end >= start;
    last = end;
    return follows;
  });
}
