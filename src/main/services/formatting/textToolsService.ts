import { readdir } from "node:fs/promises";
import path from "node:path";
import type { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type {
  FormatInput,
  FormatResult,
  Formatter,
  LintInput,
  LintResult,
  TextTools,
} from "../../../common/contracts/formatting.ts";
import { type Problem, toProblem } from "../../../common/contracts/problem.ts";
import type { FormatTool, ToolHost } from "../../formatting/protocol.ts";
import { isPlausible } from "./plausible.ts";
import { formatterFor, linterFor } from "./projectTools.ts";

export interface TextToolsOptions {
  /** @throws `not-found` when there is no such app. */
  readonly appOf: (appId: AppId) => { readonly folder: string; readonly trusted: boolean };
  /** A process for the tools of one app. */
  readonly start: (root: string) => ToolHost;
  /** How long a formatter, and a linter, may take. */
  readonly limits?: { readonly formatMs: number; readonly lintMs: number };
}

const LIMITS = { formatMs: 5000, lintMs: 20_000 };

interface AppTools {
  readonly formatting: ToolHost;
  /** Apart: a slow linter must not hold a save up. */
  readonly linting: ToolHost;
}

type Chosen =
  | { readonly tool: FormatTool; readonly by: Formatter }
  | { readonly problem: Problem; readonly by: Formatter };

/** Formats and lints texts with the tools of their apps, which run in processes of their own. */
export class TextToolsService implements TextTools, AsyncDisposable {
  readonly #options: TextToolsOptions;
  readonly #running = new Map<AppId, AppTools>();

  constructor(options: TextToolsOptions) {
    this.#options = options;
  }

  async formatterOf(appId: AppId, file: FilePath): Promise<Formatter | null> {
    const { folder, trusted } = this.#options.appOf(appId);
    const chosen = await choose(folder, file, trusted);
    if (!("tool" in chosen)) return chosen.by;
    const { tool, by } = chosen;
    if (tool.name === "prettier") this.#warm(appId, tool.module);
    return by;
  }

  async format(input: FormatInput): Promise<FormatResult> {
    const { appId, path: file, text, range, indent, onlyWithOwn } = input;
    const { folder, trusted } = this.#options.appOf(appId);
    const chosen = await choose(folder, file, trusted);
    if (onlyWithOwn && chosen.by.origin !== "app") return { kind: "left", reason: "no-formatter" };
    if (!("tool" in chosen)) return { kind: "failed", problem: chosen.problem, by: chosen.by };
    const { tool, by } = chosen;
    if (range !== null && tool.name !== "prettier")
      return { kind: "left", reason: "not-supported" };
    const full = path.join(folder, file);
    try {
      const answer = await this.#toolsOf(appId).formatting.run(
        { type: "format", root: folder, file: full, text, range, indent, tool },
        (this.#options.limits ?? LIMITS).formatMs,
      );
      return judged(answer, { text, by, file });
    } catch (error) {
      return { kind: "failed", problem: named(by.name, toProblem(error)), by };
    }
  }

  async lint({ appId, path: file, text, isSaved }: LintInput): Promise<LintResult> {
    const { folder, trusted } = this.#options.appOf(appId);
    if (!trusted) return { kind: "left", reason: "not-trusted" };
    const linter = await linterFor(folder, file, listNames);
    if (linter === null || linter.module === null) return { kind: "left", reason: "no-linter" };
    const { name, module } = linter;
    if (name === "oxlint" && !isSaved) return { kind: "left", reason: "not-saved" };
    try {
      const answer = await this.#toolsOf(appId).linting.run(
        { type: "lint", root: folder, file: path.join(folder, file), text, tool: { name, module } },
        (this.#options.limits ?? LIMITS).lintMs,
      );
      if (answer.type === "linted") return { kind: "linted", by: name, findings: answer.findings };
      const reason = answer.type === "failed" ? answer.reason : answer.type;
      return { kind: "failed", by: name, problem: refused(name, file, reason) };
    } catch (error) {
      return { kind: "failed", by: name, problem: named(name, toProblem(error)) };
    }
  }

  /** The app is closed, or another folder is its own: its tools end. */
  async leave(appId: AppId): Promise<void> {
    const tools = this.#running.get(appId);
    this.#running.delete(appId);
    await tools?.formatting[Symbol.asyncDispose]();
    await tools?.linting[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#running.keys()].map((appId) => this.leave(appId)));
  }

  #toolsOf(appId: AppId): AppTools {
    const { folder } = this.#options.appOf(appId);
    const known = this.#running.get(appId);
    if (known !== undefined) return known;
    const { start } = this.#options;
    const tools = { formatting: start(folder), linting: start(folder) };
    this.#running.set(appId, tools);
    return tools;
  }

  /** A formatter that cannot be loaded says so when it is used. */
  #warm(appId: AppId, module: string | null): void {
    this.#toolsOf(appId)
      .formatting.run({ type: "warm", module }, WARM_MS)
      .catch(() => undefined);
  }
}

const WARM_MS = 20_000;

const listNames = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
};

/** Nothing of an app runs before it is trusted: Studio's own formatter then, without its plugins. */
async function choose(root: string, file: FilePath, trusted: boolean): Promise<Chosen> {
  const own = trusted ? await formatterFor(root, file, listNames) : null;
  if (own === null) {
    const tool = { name: "prettier", module: null, usesConfig: false } as const;
    return { tool, by: { name: "prettier", origin: "studio" } };
  }
  const { name, module } = own;
  const by = { name, origin: "app" } as const;
  // Prettier's configuration is understood by ours as well.
  if (name === "prettier") return { tool: { name, module, usesConfig: true }, by };
  return module === null ? { problem: notInstalled(name), by } : { tool: { name, module }, by };
}

type Answer = Awaited<ReturnType<ToolHost["run"]>>;

function judged(
  answer: Answer,
  asked: { readonly text: string; readonly by: Formatter; readonly file: FilePath },
): FormatResult {
  const { text, by, file } = asked;
  if (answer.type !== "formatted") {
    const reason = answer.type === "failed" ? answer.reason : answer.type;
    return { kind: "failed", problem: refused(by.name, file, reason), by };
  }
  if (answer.text === null) {
    return { kind: "left", reason: answer.ignored ? "ignored" : "not-supported" };
  }
  if (!isPlausible(text, answer.text))
    return { kind: "failed", problem: garbage(by.name, file), by };
  return { kind: "formatted", text: answer.text, by };
}

const NAMES = {
  prettier: "Prettier",
  biome: "Biome",
  oxfmt: "oxfmt",
  eslint: "ESLint",
  oxlint: "oxlint",
} as const;
type ToolName = keyof typeof NAMES;

function refused(name: ToolName, file: FilePath, reason: string): Problem {
  const [first = ""] = reason.trim().split("\n");
  return {
    code: "invalid-input",
    message: `${NAMES[name]} could not read ${file}: ${first.slice(0, 300)}`,
    next: "Mend the text, or the tool's configuration.",
    details: reason.slice(0, 4000),
  };
}

function garbage(name: ToolName, file: FilePath): Problem {
  return {
    code: "internal",
    message: `${NAMES[name]} gave back a text that is not a form of ${file}.`,
    next: "The text was left as it is. Look at the tool's version and plugins.",
  };
}

function notInstalled(name: ToolName): Problem {
  return {
    code: "not-found",
    message: `${NAMES[name]} is set up for this app but not installed.`,
    next: "Install the app's packages.",
  };
}

function named(name: ToolName, problem: Problem): Problem {
  return { ...problem, message: `${NAMES[name]}: ${problem.message}` };
}
