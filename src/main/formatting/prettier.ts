import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type * as prettier from "prettier";
import type { FormatJob } from "./protocol.ts";

type Prettier = Pick<typeof prettier, "format" | "getFileInfo" | "resolveConfig">;

const loaded = new Map<string | null, Promise<Prettier>>();

/** @param folder The package's folder in the app; null loads Studio's own. */
export function loadPrettier(folder: string | null): Promise<Prettier> {
  const known = loaded.get(folder) ?? load(folder);
  loaded.set(folder, known);
  return known;
}

async function load(folder: string | null): Promise<Prettier> {
  if (folder === null) return await import("prettier");
  const entry = createRequire(path.join(folder, "package.json")).resolve(folder);
  const module = (await import(pathToFileURL(entry).href)) as { default?: Prettier } & Prettier;
  return module.default ?? module;
}

interface Formatted {
  readonly text: string | null;
  readonly ignored: boolean;
}

/** Null when Prettier does not know the kind of file. */
export async function formatWithPrettier(job: FormatJob): Promise<Formatted> {
  const { tool, file, root, text, range, indent } = job;
  if (tool.name !== "prettier") throw new Error(`${tool.name} is not Prettier`);
  const { format, getFileInfo, resolveConfig } = await loadPrettier(tool.module);
  const config = tool.usesConfig
    ? await resolveConfig(file, { editorconfig: true, useCache: false })
    : null;
  const ignorePath = [".gitignore", ".prettierignore"].map((name) => path.join(root, name));
  const { ignored, inferredParser } = await getFileInfo(file, {
    ignorePath,
    resolveConfig: false,
    ...(config?.plugins === undefined ? {} : { plugins: config.plugins }),
  });
  const parser = config?.parser ?? inferredParser;
  if (ignored || parser === null || parser === undefined) return { text: null, ignored };
  const formatted = await format(text, {
    // An app with a configuration has an indentation too, if only Prettier's own.
    ...(tool.usesConfig ? {} : { tabWidth: indent.size, useTabs: !indent.spaces }),
    // The text comes and goes with its own line endings.
    endOfLine: "auto",
    ...config,
    parser,
    filepath: file,
    ...(range === null ? {} : { rangeStart: range.start, rangeEnd: range.end }),
  });
  return { text: formatted, ignored: false };
}
