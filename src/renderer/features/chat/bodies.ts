import { useEffect, useState } from "react";
import type { BodyId } from "../../../common/contracts/chat.ts";
import { studio } from "../../client/studio.ts";

/** Enough for what is in sight; bodies never change, so that any may be asked for again. */
const KEPT = 40;
const bodies = new Map<BodyId, Promise<Uint8Array<ArrayBuffer> | null>>();

/** A kept body; null when it is not kept any more. */
function readBody(id: BodyId): Promise<Uint8Array<ArrayBuffer> | null> {
  const known = bodies.get(id);
  if (known !== undefined) return known;
  const asked = ask(id);
  bodies.set(id, asked);
  asked.catch(() => bodies.delete(id));
  const [oldest] = bodies.keys();
  if (bodies.size > KEPT && oldest !== undefined) bodies.delete(oldest);
  return asked;
}

async function ask(id: BodyId): Promise<Uint8Array<ArrayBuffer> | null> {
  const body = await studio.chats.body.query({ bodyId: id });
  return body === null ? null : Uint8Array.from(atob(body.base64), (char) => char.charCodeAt(0));
}

/** Two versions of a text; a side that is not there is empty. */
export interface TextPair {
  readonly before: string;
  readonly after: string;
}

/** Null while they are read; `gone` when a side is not kept any more. */
export function useTexts(before: BodyId | null, after: BodyId | null): TextPair | "gone" | null {
  const [texts, setTexts] = useState<TextPair | "gone" | null>(null);
  useEffect(() => {
    let wanted = true;
    void readPair(before, after).then((pair) => wanted && setTexts(pair));
    return () => {
      wanted = false;
    };
  }, [before, after]);
  return texts;
}

export async function readPair(
  before: BodyId | null,
  after: BodyId | null,
): Promise<TextPair | "gone"> {
  const read = async (id: BodyId | null): Promise<string | null> => {
    if (id === null) return "";
    // One that cannot be asked for now shows as gone; opening the card again asks anew.
    const body = await readBody(id).catch(() => null);
    return body === null ? null : new TextDecoder().decode(body);
  };
  const [old, fresh] = await Promise.all([read(before), read(after)]);
  return old === null || fresh === null ? "gone" : { before: old, after: fresh };
}
