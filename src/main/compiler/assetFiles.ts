import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { blobOf, MAX_BODY_BYTES } from "./blob.ts";
import { contentTypeOf } from "./contentTypes.ts";
import { LoadError, type Loaded } from "./loaded.ts";
import { decodedPath } from "./urlKey.ts";

/** Files that are served as they are: those of the public folder, and assets beside the code. */
export class AssetFiles {
  readonly #root: string;
  readonly #publicDir: string;

  /** `publicDir` is empty for an app without one. */
  constructor(root: string, publicDir: string) {
    this.#root = root;
    this.#publicDir = publicDir;
  }

  /** Whether the public folder holds the file of a key; Vite then never compiles it. */
  async isPublic(key: string): Promise<boolean> {
    return this.#publicDir !== "" && (await fileIn(this.#publicDir, key)) !== null;
  }

  /** Null when there is no such file. Throws a {@link LoadError} for one no store takes. */
  async load(key: string): Promise<Loaded | null> {
    const inPublic = this.#publicDir === "" ? null : await fileIn(this.#publicDir, key);
    const file = inPublic ?? (await fileIn(this.#root, key));
    if (file === null || !(await this.#isInside(file.path))) return null;
    if (file.size > MAX_BODY_BYTES) throw new LoadError(key, "too-large", null);
    const blob = blobOf(await readFile(file.path), contentTypeOf(file.path));
    return { key, blob, references: [] };
  }

  /** A link must not lead out of the app: its preview may be public. */
  async #isInside(file: string): Promise<boolean> {
    const real = await realpath(file);
    return [this.#root, this.#publicDir].some(
      (directory) => directory !== "" && real.startsWith(directory + path.sep),
    );
  }
}

async function fileIn(
  directory: string,
  key: string,
): Promise<{ path: string; size: number } | null> {
  const relative = decodedPath(key);
  if (relative === null || relative.includes("\0")) return null;
  const file = path.join(directory, relative);
  if (!file.startsWith(directory + path.sep)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { path: file, size: found.size } : null;
}
