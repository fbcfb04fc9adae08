import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import type { PreviewProblem } from "../../common/contracts/preview.ts";
import type { LoadError } from "./loaded.ts";
import type { PathAliases } from "./pathAliases.ts";
import { decodedPath } from "./urlKey.ts";

/** What Vite, Rolldown and plugins put on the errors they throw. None of it is promised. */
const ToolError = z.object({
  message: z.string().catch(""),
  stack: z.string().optional().catch(undefined),
  frame: z.string().optional().catch(undefined),
  id: z.string().optional().catch(undefined),
  plugin: z.string().optional().catch(undefined),
  loc: z
    .object({
      file: z.string().optional().catch(undefined),
      line: z.number(),
      column: z.number(),
    })
    .optional()
    .catch(undefined),
});
type ToolError = z.infer<typeof ToolError>;

const NOTHING = {
  frame: null,
  file: null,
  line: null,
  column: null,
  action: null,
  subject: null,
} satisfies Partial<PreviewProblem>;

/** Words what was thrown while a file was transformed. */
export function transformProblem(failure: LoadError, aliases: PathAliases): PreviewProblem {
  if (failure.reason === "too-large") return tooLarge(failure);
  const error = toolErrorOf(failure.cause, aliases);
  const file = fileOf(error, aliases) ?? decodedPath(failure.key)?.slice(1) ?? null;
  const missing = missingPackage(error.message);
  const place = { file, ...placeOf(error) };
  if (missing !== null) {
    return {
      ...NOTHING,
      ...place,
      code: "package-missing",
      title: `The package ${missing} is not installed`,
      cause: `${file ?? "A file"} imports ${missing}, which is not in node_modules.`,
      frame: error.frame ?? null,
      action: "add-package",
      subject: missing,
    };
  }
  return {
    ...NOTHING,
    ...place,
    code: "transform-failed",
    title: file === null ? "A file could not be compiled" : `${file} could not be compiled`,
    cause: causeOf(error.message),
    frame: error.frame ?? frameIn(error.message),
    action: file === null ? null : "open-file",
    subject: file,
  };
}

/** Words what loading the app's config, or a plugin at start, threw. */
export function configProblem(
  thrown: unknown,
  options: { aliases: PathAliases; configFile: string | null },
): PreviewProblem {
  const error = toolErrorOf(thrown, options.aliases);
  const file = options.configFile === null ? null : path.basename(options.configFile);
  return {
    ...NOTHING,
    code: "config-failed",
    title: file === null ? "The compiler could not start" : `${file} could not be loaded`,
    cause: causeOf(error.message),
    frame: error.frame ?? frameIn(error.message) ?? error.stack ?? null,
    file,
    ...placeOf(error),
    action: file === null ? "restart-compiler" : "use-default-config",
    subject: file,
  };
}

export function noIndexHtml(): PreviewProblem {
  return {
    ...NOTHING,
    code: "no-index-html",
    title: "This folder has no index.html",
    cause: "The preview starts at index.html in the app's folder, and there is none.",
    action: "create-index-html",
    subject: "index.html",
  };
}

export function badPackageJson(cause: string): PreviewProblem {
  return {
    ...NOTHING,
    code: "bad-package-json",
    title: "package.json cannot be read",
    cause,
    file: "package.json",
    action: "open-file",
    subject: "package.json",
  };
}

export function packagesMissing(names: readonly string[]): PreviewProblem {
  const [first = "packages"] = names;
  return {
    ...NOTHING,
    code: "packages-missing",
    title: "The app's packages are not installed",
    cause:
      names.length === 1
        ? `package.json asks for ${first}, but there is no node_modules folder.`
        : `package.json asks for ${names.length} packages, but there is no node_modules folder.`,
    action: "install-packages",
  };
}

export function configHangs(seconds: number, configFile: string | null): PreviewProblem {
  const file = configFile === null ? null : path.basename(configFile);
  return {
    ...NOTHING,
    code: "config-hangs",
    title: file === null ? "The compiler does not answer" : `${file} does not finish loading`,
    cause: `Nothing happened for ${seconds} seconds. A loop or a promise that never settles would do that.`,
    file,
    action: file === null ? "restart-compiler" : "use-default-config",
    subject: file,
  };
}

/** What no one foresaw: the folder went away while it was read, or we have a bug. */
export function unexpected(thrown: unknown, aliases: PathAliases): PreviewProblem {
  const { message, stack } = toolErrorOf(thrown, aliases);
  return {
    ...NOTHING,
    code: "internal",
    title: "The compiler could not go on",
    cause: causeOf(message),
    frame: stack ?? null,
    action: "restart-compiler",
  };
}

/** Vite's payload that shows its overlay in the pages. */
export function errorPayload(failure: LoadError, aliases: PathAliases): object {
  const error = toolErrorOf(failure.cause, aliases);
  // The stack would only show Vite's and our own functions.
  return { type: "error", err: { ...error, stack: "" } };
}

function tooLarge(failure: LoadError): PreviewProblem {
  const file = decodedPath(failure.key)?.slice(1) ?? failure.key;
  return {
    ...NOTHING,
    code: "transform-failed",
    title: `${file} is too large to preview`,
    cause: "A preview serves files up to 25 MB. The rest of the app is shown without this file.",
    file,
    subject: file,
  };
}

function toolErrorOf(thrown: unknown, aliases: PathAliases): ToolError {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const { message, stack, frame, id, plugin, loc } = ToolError.parse({
    message: thrown.message,
    stack: thrown.stack,
    frame: Reflect.get(thrown, "frame"),
    id: Reflect.get(thrown, "id"),
    plugin: Reflect.get(thrown, "plugin"),
    loc: Reflect.get(thrown, "loc"),
  });
  const clean = (text: string): string => aliases.hide(stripVTControlCharacters(text));
  return {
    message: clean(message),
    ...(stack === undefined ? {} : { stack: clean(stack) }),
    ...(frame === undefined || frame.trim() === "" ? {} : { frame: clean(frame) }),
    ...(id === undefined ? {} : { id: clean(id) }),
    ...(plugin === undefined ? {} : { plugin }),
    ...(loc === undefined ? {} : { loc: { ...loc, file: clean(loc.file ?? id ?? "") } }),
  };
}

function fileOf(error: ToolError, aliases: PathAliases): string | null {
  const hidden = error.loc?.file ?? error.id;
  if (hidden === undefined || hidden === "") return PLACE.exec(error.message)?.[1] ?? null;
  const [file = hidden] = hidden.split("?");
  return aliases.relative(aliases.fileOf(file));
}

/** Rolldown tells the place only in its message, above the frame. */
function placeOf({ loc, message }: ToolError): { line: number | null; column: number | null } {
  if (loc !== undefined) return { line: loc.line, column: loc.column };
  const match = PLACE.exec(message);
  return match === null
    ? { line: null, column: null }
    : { line: Number(match[2]), column: Number(match[3]) };
}

/** The head of a frame of Rolldown: `╭─[ src/App.tsx:3:14 ]`, relative to the app's folder. */
const PLACE = /[╭┌]─\[ ?([^\n]*?):(\d+):(\d+) ?\]/;

const UNRESOLVED =
  /Failed to resolve (?:import|entry for package)? ?["']([^"']+)["']|Can't resolve '([^']+)'/;
const PACKAGE = /^(@[^/\s]+\/[^/\s]+|[^./@\s][^/\s]*)/;

/** Name of the package an unresolved import is about; null when it is about a file. */
function missingPackage(message: string): string | null {
  const match = UNRESOLVED.exec(message);
  const specifier = match?.[1] ?? match?.[2];
  if (specifier === undefined || /^(?:[@~#]\/|node:|virtual:)/.test(specifier)) return null;
  return PACKAGE.exec(specifier)?.[1] ?? null;
}

/** The first sentence or so of a message; frames and stacks stand elsewhere. */
function causeOf(message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  const told = lines.filter((line) => line !== "" && !/^(?:\d+ *\||[╭╰│·|^]|at )/.test(line));
  return told.slice(0, 3).join(" ").slice(0, 600);
}

/** Rolldown prints the frame into its message. */
function frameIn(message: string): string | null {
  const lines = message.split("\n");
  const start = lines.findIndex((line) => /^\s*(?:\d+ *[|│]|╭)/.test(line));
  return start === -1 ? null : lines.slice(start).join("\n").trimEnd();
}
