import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { LintFinding } from "../../common/contracts/formatting.ts";
import type { LintJob } from "./protocol.ts";
import { placesIn } from "./textPlaces.ts";

/** What is used of ESLint 8 and 9 alike. */
interface Eslint {
  lintText(text: string, options: { filePath: string }): Promise<unknown>;
}
type EslintClass = new (options: { cwd: string }) => Eslint;

const linters = new Map<string, Promise<Eslint>>();

const Fix = z.object({ range: z.tuple([z.int(), z.int()]), text: z.string() });
const Results = z.array(
  z.object({
    messages: z.array(
      z.object({
        ruleId: z.string().nullish(),
        severity: z.int(),
        message: z.string(),
        line: z.int().nullish(),
        column: z.int().nullish(),
        endLine: z.int().nullish(),
        endColumn: z.int().nullish(),
        fix: Fix.nullish(),
        suggestions: z.array(z.object({ desc: z.string(), fix: Fix })).nullish(),
      }),
    ),
  }),
);
type Message = z.infer<typeof Results>[number]["messages"][number];

export async function lintWithEslint(job: LintJob): Promise<readonly LintFinding[]> {
  const linter = await load(job.tool.module, job.root);
  const results = Results.parse(await linter.lintText(job.text, { filePath: job.file }));
  const places = placesIn(job.text);
  return (
    results
      .flatMap(({ messages }) => messages)
      // Without a rule and a line it speaks of the file, as that it is ignored.
      .filter(({ ruleId, line }) => typeof ruleId === "string" || typeof line === "number")
      .map((message) => findingOf(message, places))
  );
}

function load(module: string, root: string): Promise<Eslint> {
  const known = linters.get(root) ?? start(module, root);
  linters.set(root, known);
  return known;
}

async function start(module: string, root: string): Promise<Eslint> {
  const entry = createRequire(path.join(module, "package.json")).resolve(module);
  const loaded = (await import(pathToFileURL(entry).href)) as {
    default?: { ESLint: EslintClass };
    ESLint?: EslintClass;
  };
  const Linter = loaded.ESLint ?? loaded.default?.ESLint;
  if (Linter === undefined) throw new Error("This ESLint is older than version 8.");
  return new Linter({ cwd: root });
}

function findingOf(message: Message, places: ReturnType<typeof placesIn>): LintFinding {
  const { ruleId, severity, fix, suggestions } = message;
  const start = { line: (message.line ?? 1) - 1, character: (message.column ?? 1) - 1 };
  const end = {
    line: (message.endLine ?? start.line + 1) - 1,
    character: (message.endColumn ?? start.character + 2) - 1,
  };
  const rule = ruleId ?? "";
  const own = fix === null || fix === undefined ? [] : [{ desc: `Fix ${rule}`, fix }];
  return {
    diagnostic: {
      range: { start, end },
      severity: severity === 2 ? "error" : "warning",
      message: message.message,
      source: "eslint",
      code: rule,
    },
    fixes: [...own, ...(suggestions ?? [])].map(({ desc, fix: { range, text } }) => ({
      title: desc,
      range: { start: places.at(range[0]), end: places.at(range[1]) },
      text,
    })),
  };
}
