import { z } from "zod";
import { type Location, TextRange } from "../../../../common/contracts/language.ts";
import type { Places } from "../places.ts";
import { readEach } from "./shapes.ts";

const Link = z.object({
  targetUri: z.string(),
  targetRange: TextRange,
  targetSelectionRange: TextRange,
  originSelectionRange: TextRange.optional(),
});

const Plain = z.object({ uri: z.string(), range: TextRange });

export function readLocations(places: Places, answer: unknown): readonly Location[] {
  const all = Array.isArray(answer) ? answer : [answer];
  return readEach(z.union([Link, Plain]), all).flatMap((found) => {
    const at = places.place("uri" in found ? found.uri : found.targetUri);
    if (at === null) return [];
    if ("uri" in found) return { at, range: found.range };
    return {
      at,
      range: found.targetSelectionRange,
      whole: found.targetRange,
      ...(found.originSelectionRange === undefined ? {} : { origin: found.originSelectionRange }),
    };
  });
}
