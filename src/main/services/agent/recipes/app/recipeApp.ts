import { z } from "zod";
import type { AppId } from "../../../../../common/apps/appId.ts";
import { FilePath } from "../../../../../common/apps/filePath.ts";
import { problem } from "../../../../../common/contracts/problem.ts";
import type { ProjectFiles } from "../../context/contextPorts.ts";

const PackageJson = z.looseObject({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

export interface AppText {
  readonly path: FilePath;
  readonly text: string;
}

/** Sources a recipe may have to understand. Tests and declarations are never what it looks for. */
const SOURCE = /^(?:src|worker|app)\/.*\.(?:[jt]sx?|css)$/;
const NO_SOURCE = /\.(?:test|spec|d)\.[jt]sx?$/;
const MAX_SOURCES = 600;
const MAX_BYTES = 200_000;

/** An app as a recipe reads it: its packages, its sources, its way to name imports. */
export class RecipeApp {
  readonly #paths: ReadonlySet<string>;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #packages: ReadonlySet<string>;

  private constructor(
    paths: ReadonlySet<string>,
    texts: ReadonlyMap<string, string>,
    packages: ReadonlySet<string>,
  ) {
    this.#paths = paths;
    this.#texts = texts;
    this.#packages = packages;
  }

  /** @throws `invalid-input` for an app without a readable package.json. */
  static async read(appId: AppId, files: ProjectFiles): Promise<RecipeApp> {
    const list = await files.list(appId);
    const wanted = list
      .filter(({ path, size }) => isWanted(path) && size <= MAX_BYTES)
      .slice(0, MAX_SOURCES);
    const texts = new Map<string, string>();
    await Promise.all(
      wanted.map(async ({ path }) => {
        const text = await files.read(appId, path);
        // The tools keep a file's own line ends.
        if (text !== null) texts.set(path, text.replaceAll("\r\n", "\n"));
      }),
    );
    const packages = packagesOf(texts.get("package.json"));
    return new RecipeApp(new Set(list.map(({ path }) => path)), texts, packages);
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  uses(packageName: string): boolean {
    return this.#packages.has(packageName);
  }

  text(path: string): string | null {
    return this.#texts.get(path) ?? null;
  }

  /** Sources that hold what is looked for, by path. */
  find(pattern: RegExp): readonly AppText[] {
    return [...this.#texts]
      .filter(([path, text]) => SOURCE.test(path) && pattern.test(text))
      .map(([path, text]) => ({ path: FilePath.parse(path), text }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** How one source names another: by the app's `@/` alias, else by the way from file to file. */
  importOf(from: string, to: string): string {
    const target = to.replace(/\.tsx?$/, "");
    if (this.#hasAlias() && target.startsWith("src/") && from.startsWith("src/")) {
      return `@/${target.slice("src/".length)}`;
    }
    const [fromParts, toParts] = [from.split("/").slice(0, -1), target.split("/")];
    const common = fromParts.findIndex((part, index) => part !== toParts[index]);
    const shared = common === -1 ? fromParts.length : common;
    const up = "../".repeat(fromParts.length - shared);
    return `${up === "" ? "./" : up}${toParts.slice(shared).join("/")}`;
  }

  /** @throws `already-exists` when the file is there: a recipe writes over nothing. */
  newPath(path: string): FilePath {
    if (!this.has(path)) return FilePath.parse(path);
    throw problem("already-exists", `${path} exists already, and a recipe writes over nothing.`, {
      next: "Choose another name.",
    });
  }

  #hasAlias(): boolean {
    return /"@\/\*"\s*:\s*\[\s*"(?:\.\/)?src\/\*"/.test(this.text("tsconfig.json") ?? "");
  }
}

function isWanted(path: string): boolean {
  if (path === "package.json" || path === "tsconfig.json" || path === "index.html") return true;
  return SOURCE.test(path) && !NO_SOURCE.test(path);
}

function packagesOf(text: string | undefined): ReadonlySet<string> {
  try {
    const { dependencies, devDependencies } = PackageJson.parse(JSON.parse(text ?? ""));
    return new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]);
  } catch (error) {
    throw problem("invalid-input", "Recipes need an app with a package.json that can be read.", {
      next: "Make the app from a starter, or mend its package.json.",
      details: String(error),
    });
  }
}
