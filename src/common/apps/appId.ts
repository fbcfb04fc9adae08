import { z } from "zod";

/**
 * An app's short id: six letters and digits that also name its script on the edge (`jwbqqn`),
 * without an environment prefix. It starts with a letter so that it is a valid host label.
 */
export const AppId = z
  .string()
  .regex(/^[a-z][a-z0-9]{5}$/)
  .brand<"AppId">();
export type AppId = z.infer<typeof AppId>;

const LETTERS = "abcdefghijkmnpqrstuvwxyz";
const LETTERS_AND_DIGITS = `${LETTERS}23456789`;

/** Makes an unguessable id (24 × 32⁵ ≈ 8 × 10⁸); the caller checks that it is free. */
export function newAppId(): AppId {
  const bytes = crypto.getRandomValues(new Uint32Array(6));
  const characters = [...bytes].map((n, i) => {
    const alphabet = i === 0 ? LETTERS : LETTERS_AND_DIGITS;
    return alphabet[n % alphabet.length];
  });
  return AppId.parse(characters.join(""));
}
