import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FilePath } from "../../../common/apps/filePath.ts";
import type { Location } from "../../../common/contracts/language.ts";

/** Names of texts: the servers' URIs, the app's paths, and what lies outside the app. */
export class Places {
  readonly #root: string;
  /** What a server pointed at outside the app, and nothing else, may be read. */
  readonly #libraries = new Set<string>();

  /** @param root the app's folder, absolute and without links. */
  constructor(root: string) {
    this.#root = root;
  }

  get rootUri(): string {
    return pathToFileURL(this.#root).href;
  }

  uri(file: FilePath): string {
    return pathToFileURL(path.join(this.#root, file)).href;
  }

  /** Null for what is not a file of the app. */
  pathOf(uri: string): FilePath | null {
    const absolute = absoluteOf(uri);
    return absolute === null ? null : this.pathOfAbsolute(absolute);
  }

  pathOfAbsolute(absolute: string): FilePath | null {
    const relative = path.relative(this.#root, absolute).split(path.sep).join("/");
    if (relative.startsWith("../") || path.isAbsolute(relative)) return null;
    return FilePath.safeParse(relative).data ?? null;
  }

  /** Where a server points to; null for what is no file, or no code. */
  place(uri: string): Location["at"] | null {
    const own = this.pathOf(uri);
    if (own !== null) return { kind: "app", path: own };
    const absolute = absoluteOf(uri);
    if (absolute === null || !CODE.test(absolute)) return null;
    this.#libraries.add(absolute);
    return { kind: "library", id: absolute };
  }

  isKnownLibrary(id: string): boolean {
    return this.#libraries.has(id);
  }
}

const CODE = /\.(?:[cm]?[jt]sx?|json)$/;

function absoluteOf(uri: string): string | null {
  if (!uri.startsWith("file:")) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    // A host name, or an encoded slash: no file of this machine.
    return null;
  }
}
