import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { ProjectFile, ProjectFiles } from "./contextPorts.ts";
import { exportedNames } from "./exportedNames.ts";
import { fenced } from "./fenced.ts";

/** About 6,000 tokens: enough for an app of 400 files. */
const MAX_CHARACTERS = 24_000;
/** Files whose exports are read; the rest are listed without. */
const MAX_READ = 150;
const MAX_READ_BYTES = 64_000;
/** Files of one folder that are no code, such as pictures, from which on only their number is told. */
const MANY = 10;
const CODE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;
const KNOWN_TEXT = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|json|jsonc|toml|md|css|html|sql)$/;

/** The app's files with sizes and what they export, and which of them are open. */
export async function projectMap(
  appId: AppId,
  files: ProjectFiles,
  openFiles: readonly FilePath[],
): Promise<string> {
  const list = (await files.list(appId)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (list.length === 0) return "";
  const exported = await exportsOf(appId, files, list);
  const lines = [...linesOf(list, exported)];
  const open = openFiles.length === 0 ? "" : `\nOpen in the editor: ${openFiles.join(", ")}`;
  return fenced("project", "Files of the app, with exports", `${within(lines, list)}${open}`);
}

async function exportsOf(
  appId: AppId,
  files: ProjectFiles,
  list: readonly ProjectFile[],
): Promise<ReadonlyMap<FilePath, readonly string[]>> {
  const wanted = list
    .filter(({ path, size }) => CODE.test(path) && size <= MAX_READ_BYTES)
    .toSorted((a, b) => depth(a.path) - depth(b.path))
    .slice(0, MAX_READ);
  const found = await Promise.all(
    wanted.map(async ({ path }) => {
      const text = await files.read(appId, path);
      return [path, text === null ? [] : exportedNames(text)] as const;
    }),
  );
  return new Map(found);
}

function* linesOf(
  list: readonly ProjectFile[],
  exported: ReadonlyMap<FilePath, readonly string[]>,
): Generator<string> {
  const others = Map.groupBy(
    list.filter(({ path }) => !KNOWN_TEXT.test(path)),
    ({ path }) => folderOf(path),
  );
  const told = new Set<string>();
  for (const { path, size } of list) {
    const folder = folderOf(path);
    const sameFolder = others.get(folder) ?? [];
    if (!KNOWN_TEXT.test(path) && sameFolder.length > MANY) {
      if (!told.has(folder)) yield `${folder}/ ${sameFolder.length} other files`;
      told.add(folder);
      continue;
    }
    const names = exported.get(path) ?? [];
    yield `${path} ${sizeOf(size)}${names.length > 0 ? `: ${names.join(", ")}` : ""}`;
  }
}

/** The whole list, or folders with numbers of files where it would be too long. */
function within(lines: readonly string[], list: readonly ProjectFile[]): string {
  const whole = lines.join("\n");
  if (whole.length <= MAX_CHARACTERS) return whole;
  const folders = Map.groupBy(list, ({ path }) => folderOf(path));
  const short = [...folders].map(([folder, { length }]) => `${folder || "."}/ ${length} files`);
  const text = short.join("\n");
  const cut = text.length > MAX_CHARACTERS ? text.slice(0, MAX_CHARACTERS) : text;
  return `${cut}\n(${list.length} files; list a folder to see its files)`;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function depth(path: string): number {
  return path.split("/").length;
}

function sizeOf(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
