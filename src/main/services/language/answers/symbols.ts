import { z } from "zod";
import {
  type FileSymbol,
  type ProjectSymbol,
  TextRange,
} from "../../../../common/contracts/language.ts";
import type { Places } from "../places.ts";
import { readEach } from "./shapes.ts";

const Nested: z.ZodType<FileSymbol> = z.lazy(() =>
  z
    .object({
      name: z.string(),
      detail: z.string().default(""),
      kind: z.number(),
      range: TextRange,
      selectionRange: TextRange,
      children: z.array(z.unknown()).optional(),
    })
    .transform(({ selectionRange, children, ...symbol }) => ({
      ...symbol,
      selection: selectionRange,
      children: readEach(Nested, children),
    })),
);

export function readFileSymbols(answer: unknown): readonly FileSymbol[] {
  return readEach(Nested, answer);
}

const InProject = z.object({
  name: z.string(),
  containerName: z.string().nullish(),
  kind: z.number(),
  location: z.object({ uri: z.string(), range: TextRange }),
});

/** Only what lies in the app's own files. */
export function readProjectSymbols(places: Places, answer: unknown): readonly ProjectSymbol[] {
  return readEach(InProject, answer).flatMap(({ name, containerName, kind, location }) => {
    const path = places.pathOf(location.uri);
    if (path === null || isPackageFile(path)) return [];
    return { name, container: containerName ?? "", kind, path, range: location.range };
  });
}

export function isPackageFile(path: string): boolean {
  return path.startsWith("node_modules/") || path.includes("/node_modules/");
}
