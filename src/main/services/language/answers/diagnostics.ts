import { z } from "zod";
import {
  type Diagnostic,
  type DiagnosticSeverity,
  TextRange,
} from "../../../../common/contracts/language.ts";
import type { Places } from "../places.ts";
import { readEach } from "./shapes.ts";

const RawDiagnostic = z.object({
  range: TextRange,
  severity: z.number().optional(),
  code: z.union([z.string(), z.number()]).optional(),
  source: z.string().optional(),
  message: z.string(),
  tags: z.array(z.number()).optional(),
  relatedInformation: z
    .array(
      z.object({ message: z.string(), location: z.object({ uri: z.string(), range: TextRange }) }),
    )
    .optional(),
});

const SEVERITIES: Readonly<Record<number, DiagnosticSeverity>> = {
  1: "error",
  2: "warning",
  3: "info",
  4: "hint",
};

const UNNECESSARY = 1;
const DEPRECATED = 2;

/** The list in the answer to a question about one file. */
export function itemsOf(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "items" in answer ? answer.items : [];
}

export function readDiagnostics(places: Places, items: unknown): readonly Diagnostic[] {
  return readEach(RawDiagnostic, items).map((raw) => {
    const related = (raw.relatedInformation ?? []).flatMap(({ message, location }) => {
      const at = places.place(location.uri);
      return at === null ? [] : { message, location: { at, range: location.range } };
    });
    return {
      range: raw.range,
      severity: SEVERITIES[raw.severity ?? 1] ?? "error",
      message: raw.message,
      source: raw.source ?? "",
      code: String(raw.code ?? ""),
      ...(raw.tags?.includes(UNNECESSARY) === true ? { unnecessary: true } : {}),
      ...(raw.tags?.includes(DEPRECATED) === true ? { deprecated: true } : {}),
      ...(related.length === 0 ? {} : { related }),
    };
  });
}
