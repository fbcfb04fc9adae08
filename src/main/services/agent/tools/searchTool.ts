import { z } from "zod";
import type { AppId } from "../../../../common/apps/appId.ts";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type {
  SearchedFile,
  SearchEvent,
  SearchQuery,
} from "../../../../common/contracts/search.ts";
import { isSecretFile } from "../safety/protectedFiles.ts";
import type { Tool } from "../tool.ts";
import { EVERY_MODE } from "./modes.ts";

/** Search in the files of an app, in a process of its own. */
export interface TextSearch {
  find(appId: AppId, query: SearchQuery, signal?: AbortSignal): AsyncIterable<SearchEvent>;
}

const Glob = z.string().min(1).max(200);
const Input = z.object({
  pattern: z.string().min(1).max(1_000),
  isRegex: z.boolean().default(false),
  matchCase: z.boolean().default(false),
  include: z.array(Glob).max(20).default([]).describe("Globs such as `src/**/*.tsx`."),
  exclude: z.array(Glob).max(20).default([]),
});
const Output = z.object({
  matches: z.array(z.object({ path: FilePath, line: z.number().int(), text: z.string() })),
  /** Whether there are more than are listed. */
  more: z.boolean(),
});
type Match = z.infer<typeof Output>["matches"][number];

const MAX_MATCHES = 200;
const MAX_LINE = 300;

/** Searches the text of the app's files. */
export function searchTool(
  search: TextSearch,
): Tool<z.infer<typeof Input>, z.infer<typeof Output>> {
  return {
    name: "os-search",
    description:
      "Searches the app's files for a text or a regular expression and returns lines with their numbers.",
    input: Input,
    output: Output,
    modes: EVERY_MODE,
    stages: ["searching", "complete"],
    risk: () => null,
    summary: ({ pattern }) => `Search for ${pattern.slice(0, 80)}`,
    async execute(input, { appId, signal, progress }) {
      progress("searching", 10, "Searching");
      const query = { ...input, wholeWord: false, respectIgnores: true, captures: false };
      const matches: Match[] = [];
      let files = 0;
      for await (const event of search.find(appId, query, signal)) {
        if (event.type === "done") break;
        files += event.files.length;
        matches.push(...event.files.flatMap(matchesOf));
        progress("searching", 10 + Math.min(80, matches.length), `${matches.length} found`);
        if (matches.length > MAX_MATCHES) break;
      }
      return {
        output: { matches: matches.slice(0, MAX_MATCHES), more: matches.length > MAX_MATCHES },
        summary: `${Math.min(matches.length, MAX_MATCHES)} matches in ${files} files`,
      };
    },
  };
}

function matchesOf({ path, matches }: SearchedFile): readonly Match[] {
  // What stands in such a file is a value that no model is shown.
  if (isSecretFile(path)) return [];
  return matches.map(({ line, preview }) => ({ path, line, text: preview.slice(0, MAX_LINE) }));
}
