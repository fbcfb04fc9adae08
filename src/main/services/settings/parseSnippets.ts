import { type ParseError, parse } from "jsonc-parser";
import { z } from "zod";
import type { Problem } from "../../../common/contracts/problem.ts";
import type { Snippet, Snippets } from "../../../common/contracts/settings.ts";

const Lines = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join("\n"))]);

/** VS Code's own form of a snippet. */
const Entry = z.object({
  prefix: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .pipe(z.array(z.string().min(1).max(100)).min(1).max(20)),
  body: Lines,
  description: Lines.optional(),
  /** Language ids, joined by commas. */
  scope: z.string().optional(),
});

/** Reads a file of snippets. An entry that makes no sense costs that entry. */
export function parseSnippets(text: string, fileName: string): Snippets {
  if (text.trim() === "") return { snippets: [], problems: [] };
  const errors: ParseError[] = [];
  const root: unknown = parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined || !isRecord(root)) {
    const line = text.slice(0, first?.offset ?? 0).split("\n").length;
    return { snippets: [], problems: [broken(`${fileName} cannot be read at line ${line}.`)] };
  }
  const read = Object.entries(root).map(([name, entry]) => readEntry(name, entry, fileName));
  return {
    snippets: read.flatMap((one) => ("snippet" in one ? [one.snippet] : [])),
    problems: read.flatMap((one) => ("problem" in one ? [one.problem] : [])),
  };
}

function readEntry(
  name: string,
  entry: unknown,
  fileName: string,
): { readonly snippet: Snippet } | { readonly problem: Problem } {
  const { success, data } = Entry.safeParse(entry);
  if (!success) {
    return {
      problem: broken(`The snippet “${name}” in ${fileName} has no usable prefix or body.`),
    };
  }
  const languages = (data.scope ?? "")
    .split(",")
    .map((language) => language.trim())
    .filter((language) => language !== "");
  return {
    snippet: {
      name,
      prefixes: data.prefix,
      body: data.body,
      description: data.description ?? null,
      languages,
    },
  };
}

function broken(message: string): Problem {
  return { code: "invalid-input", message, next: "Mend it in the settings, under Snippets." };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
