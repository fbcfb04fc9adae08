import path from "node:path";
import { parseFromFilesSync } from "editorconfig";
import { z } from "zod";
import { FilePath, parentPath } from "../../../common/apps/filePath.ts";
import { EditorConfig } from "../../../common/contracts/editorConfig.ts";
import type { FileContent } from "../../../common/contracts/files.ts";

/** Reads an app's files without leaving its folder. */
export interface ConfigFiles {
  read(path: FilePath): Promise<FileContent>;
}

const NAME = ".editorconfig";
const MAX_BYTES = 64 * 1024;

/** Stands for the app's folder: what is outside of it has no say. */
const ROOT = path.resolve("/app");

/** The package reads values as they come: numbers, booleans and words. */
const Values = z.object({
  indent_style: z.enum(["tab", "space"]).nullable().catch(null),
  indent_size: z.number().int().min(1).max(16).nullable().catch(null),
  tab_width: z.number().int().min(1).max(16).nullable().catch(null),
  end_of_line: z.enum(["lf", "crlf"]).nullable().catch(null),
  charset: EditorConfig.shape.charset.catch(null),
  trim_trailing_whitespace: z.boolean().nullable().catch(null),
  insert_final_newline: z.boolean().nullable().catch(null),
});

/** What the `.editorconfig` files from the app's folder down to the file's say of a file. */
export async function editorConfigOf(files: ConfigFiles, file: FilePath): Promise<EditorConfig> {
  const configs = await Promise.all(configPaths(file).map((each) => readConfig(files, each)));
  const found = configs.filter((config) => config !== null);
  const props = parseFromFilesSync(path.join(ROOT, file), found, { root: ROOT, unset: true });
  const values = Values.parse(props);
  return {
    indentStyle: values.indent_style,
    indentSize: values.indent_size ?? values.tab_width,
    tabWidth: values.tab_width ?? values.indent_size,
    endOfLine: values.end_of_line,
    charset: values.charset,
    trimTrailingWhitespace: values.trim_trailing_whitespace,
    insertFinalNewline: values.insert_final_newline,
  };
}

/** Nearest first, as the package wants them. */
function configPaths(file: FilePath): readonly FilePath[] {
  const paths: FilePath[] = [];
  let folder = parentPath(file);
  while (folder !== "") {
    paths.push(FilePath.parse(`${folder}/${NAME}`));
    folder = parentPath(folder);
  }
  return [...paths, FilePath.parse(NAME)];
}

async function readConfig(
  files: ConfigFiles,
  file: FilePath,
): Promise<{ readonly name: string; readonly contents: Buffer } | null> {
  // Most folders have none, and one that cannot be read says nothing.
  const content = await files.read(file).catch(() => null);
  if (content?.kind !== "text" || content.size > MAX_BYTES) return null;
  const text = content.text.split(/\r?\n/).map(withoutCostlyGlob).join("\n");
  return { name: path.join(ROOT, file), contents: Buffer.from(text) };
}

const MAX_GLOB = 200;
const MAX_WILDCARDS = 6;
/** No file of an app has an empty name between slashes. */
const MATCHES_NOTHING = "a//b";

/**
 * A section's name becomes a pattern that is matched in the host, and the app's files are not to
 * be trusted: one with many wildcards or braces could keep it busy for minutes. Without its name
 * a section's values fall to the one before, so such a name becomes one that matches nothing.
 */
function withoutCostlyGlob(line: string): string {
  const glob = /^\s*\[(.*)\]/.exec(line)?.[1];
  if (glob === undefined) return line;
  const isCheap =
    glob.length <= MAX_GLOB &&
    (glob.match(/[*?]+/g)?.length ?? 0) <= MAX_WILDCARDS &&
    (glob.match(/\{/g)?.length ?? 0) <= MAX_WILDCARDS;
  return isCheap ? line : `[${MATCHES_NOTHING}]`;
}
