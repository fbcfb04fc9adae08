import { createHash } from "node:crypto";
import { homedir } from "node:os";
import path from "node:path";

/** URL prefix of optimised dependencies, wherever Vite's cache lies. */
export const DEPS_PREFIX = "/@deps/";

interface Alias {
  /** Absolute, with `/` on every system, without a trailing one. */
  readonly directory: string;
  /** What stands for it in code and URLs. */
  readonly name: string;
}

/**
 * Replaces the directories of this machine by names. Vite writes absolute paths into code (React
 * Refresh ids, `/@fs/` URLs); in a preview that may be public they would tell the person's home
 * directory, and the same dependency would have other bytes in each app.
 */
export class PathAliases {
  readonly #root: string;
  readonly #fixed: readonly Alias[];
  readonly #learned: Alias[] = [];
  #pattern: RegExp;

  constructor(options: { root: string; cacheDir: string; vite: string; studio: string }) {
    this.#root = slashed(options.root);
    const fixed: Alias[] = [
      { directory: `${slashed(options.cacheDir)}/deps`, name: "/@deps" },
      { directory: slashed(options.cacheDir), name: "/@cache" },
      { directory: slashed(options.vite), name: "/@vite-dist" },
      { directory: slashed(options.studio), name: "/@studio" },
      { directory: this.#root, name: "/app" },
      { directory: slashed(homedir()), name: "/@home" },
    ];
    this.#fixed = fixed.filter(({ directory }) => directory.length > 1);
    this.#pattern = patternOf(this.#fixed);
  }

  /** Text of a module, payload or message with no directory of this machine in it. */
  hide(text: string): string {
    let hidden = this.#replace(text);
    for (const match of hidden.matchAll(/\/@fs(\/[^"'`\s?#)]+)\/[^"'`\s?#)/]+/g)) {
      this.#learn(match[1] ?? "");
    }
    if (hidden.includes("/@fs/")) hidden = this.#replace(hidden);
    return hidden;
  }

  /** The URL Vite knows by for a hidden one. Null when the name stands for no directory. */
  reveal(url: string): string | null {
    for (const { directory, name } of this.#all()) {
      if (name !== "/app" && url.startsWith(`${name}/`)) return fsUrl(directory, url, name);
    }
    return /^\/@(?:fs|ext)\//.test(url) ? null : url;
  }

  /** The file a hidden absolute path stands for, such as the `/app/src/App.tsx` of an error. */
  fileOf(hidden: string): string {
    const alias = this.#all().find(({ name }) => hidden.startsWith(`${name}/`));
    return alias === undefined ? hidden : alias.directory + hidden.slice(alias.name.length);
  }

  /** Path below the app's folder, with `/`; null for a file elsewhere. */
  relative(file: string): string | null {
    const normal = slashed(file);
    return normal.startsWith(`${this.#root}/`) ? normal.slice(this.#root.length + 1) : null;
  }

  #all(): readonly Alias[] {
    return [...this.#fixed, ...this.#learned];
  }

  #replace(text: string): string {
    return text.replace(this.#pattern, (_match, viaFs: string | undefined, directory: string) => {
      const alias = this.#all().find((candidate) => candidate.directory === directory);
      if (alias === undefined) return directory;
      return viaFs !== undefined && alias.name === "/app" ? "" : alias.name;
    });
  }

  #learn(directory: string): void {
    if (directory === "" || this.#all().some((alias) => alias.directory === directory)) return;
    const id = createHash("sha256").update(path.basename(directory)).digest("hex").slice(0, 8);
    const name = `/@ext/${this.#learned.length}-${id}`;
    this.#learned.push({ directory, name });
    this.#pattern = patternOf(this.#all());
  }
}

export function slashed(file: string): string {
  return file.replaceAll("\\", "/").replace(/\/$/, "");
}

function fsUrl(directory: string, url: string, name: string): string {
  const absolute = directory.startsWith("/") ? directory : `/${directory}`;
  return `/@fs${absolute}${url.slice(name.length)}`;
}

/** Matches a directory only as a whole: `/home/ada/shop` is no part of `/home/ada/shop-old`. */
function patternOf(aliases: readonly Alias[]): RegExp {
  const longestFirst = aliases
    .map(({ directory }) => directory)
    .toSorted((a, b) => b.length - a.length)
    .map((directory) => directory.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(/@fs/?)?(${longestFirst.join("|")})(?=[/"'\`\\\\?#:)\\s,]|$)`, "g");
}
