import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { FormatterName, LinterName } from "../../../common/contracts/formatting.ts";

/** What an app has set up for its texts. */
export interface ProjectTool<Name> {
  readonly name: Name;
  /** Its package in the app; null when it is asked for but not installed. */
  readonly module: string | null;
}

const FORMATTERS: readonly Setup<FormatterName>[] = [
  { name: "biome", package: "@biomejs/biome", configs: /^\.?biome\.jsonc?$/ },
  { name: "oxfmt", package: "oxfmt", configs: /^(?:\.oxfmtrc\.jsonc?|oxfmt\.config\.[cm]?[jt]s)$/ },
  {
    name: "prettier",
    package: "prettier",
    configs: /^(?:\.prettierrc(?:\.\w+)?|prettier\.config\.[cm]?[jt]s)$/,
    manifestKey: "prettier",
  },
];

const LINTERS: readonly Setup<LinterName>[] = [
  {
    name: "eslint",
    package: "eslint",
    configs: /^(?:eslint\.config\.[cm]?[jt]s|\.eslintrc(?:\.\w+)?)$/,
    manifestKey: "eslintConfig",
  },
  {
    name: "oxlint",
    package: "oxlint",
    configs: /^(?:\.?oxlintrc\.jsonc?|oxlint\.config\.[cm]?[jt]s)$/,
  },
];

interface Setup<Name> {
  readonly name: Name;
  readonly package: string;
  /** Names of its configuration files. */
  readonly configs: RegExp;
  /** Where package.json may hold the configuration. */
  readonly manifestKey?: string;
}

const Dependencies = z.record(z.string(), z.string()).catch({});
const Manifest = z.looseObject({ dependencies: Dependencies, devDependencies: Dependencies });
type Manifest = z.infer<typeof Manifest>;

const NO_MANIFEST: Manifest = { dependencies: {}, devDependencies: {} };

/** The names in a folder of the app; an absent folder holds none. */
export type ListNames = (folder: string) => Promise<readonly string[]>;

/** The formatter whose configuration lies nearest to a file, else one the app depends on. */
export function formatterFor(root: string, file: string, names: ListNames) {
  return toolFor(FORMATTERS, { root, file, names, needsConfig: false });
}

/** The linter whose configuration lies nearest to a file. */
export function linterFor(root: string, file: string, names: ListNames) {
  return toolFor(LINTERS, { root, file, names, needsConfig: true });
}

interface Where {
  readonly root: string;
  /** The file's path in the app. */
  readonly file: string;
  readonly names: ListNames;
  readonly needsConfig: boolean;
}

async function toolFor<Name>(
  setups: readonly Setup<Name>[],
  where: Where,
): Promise<ProjectTool<Name> | null> {
  const manifest = await readManifest(where.root);
  const setup = (await configured(setups, where, manifest)) ?? dependedOn(setups, where, manifest);
  if (setup === null) return null;
  const module = path.join(where.root, "node_modules", setup.package);
  return { name: setup.name, module: (await isFolder(module)) ? module : null };
}

async function configured<Name>(
  setups: readonly Setup<Name>[],
  { root, file, names }: Where,
  manifest: Manifest,
): Promise<Setup<Name> | null> {
  for (const folder of foldersUp(file)) {
    const found = await names(path.join(root, folder));
    const setup = setups.find(({ configs }) => found.some((name) => configs.test(name)));
    if (setup !== undefined) return setup;
  }
  return (
    setups.find(({ manifestKey }) => manifestKey !== undefined && manifestKey in manifest) ?? null
  );
}

function dependedOn<Name>(
  setups: readonly Setup<Name>[],
  { needsConfig }: Where,
  { dependencies, devDependencies }: Manifest,
): Setup<Name> | null {
  if (needsConfig) return null;
  const all = { ...dependencies, ...devDependencies };
  return setups.find((setup) => setup.package in all) ?? null;
}

/** The folder a file is in, then those above it, up to the app's own. */
function foldersUp(file: string): readonly string[] {
  const names = file.split("/").slice(0, -1);
  return names.map((_, at) => names.slice(0, names.length - at).join("/")).concat("");
}

async function readManifest(root: string): Promise<Manifest> {
  try {
    const text = await readFile(path.join(root, "package.json"), "utf8");
    return Manifest.safeParse(JSON.parse(text)).data ?? NO_MANIFEST;
  } catch {
    // No manifest, or one that is being written: the app depends on nothing for now.
    return NO_MANIFEST;
  }
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
