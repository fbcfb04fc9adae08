import path from "node:path/posix";
import { parse as parseJsonc } from "jsonc-parser";
import { z } from "zod";
import type { Files } from "./files.ts";
import { parseSource, type Source } from "./source.ts";

/** Reads a file of the app; null when there is none, or it lies outside. */
export type ReadText = (file: string) => string | null;

const ENDINGS = [
  "",
  ".tsx",
  ".ts",
  ".jsx",
  ".js",
  "/index.tsx",
  "/index.ts",
  "/index.jsx",
  "/index.js",
];

const Config = z.object({
  compilerOptions: z
    .object({
      baseUrl: z.string().optional(),
      paths: z.record(z.string(), z.array(z.string())).optional(),
    })
    .optional(),
});

/** The modules of an app as far as one plan needs them: each is read and parsed once. */
export class AppModules implements Files {
  readonly #read: ReadText;
  readonly #sources = new Map<string, Source | null>();
  #aliases: readonly { readonly from: string; readonly to: string }[] | null = null;

  constructor(read: ReadText) {
    this.#read = read;
  }

  source(file: string): Source | null {
    const known = this.#sources.get(file);
    if (known !== undefined) return known;
    const text = /\.[cm]?[jt]sx?$/.test(file) ? this.#read(file) : null;
    const source = text === null ? null : parseSource(file, text);
    this.#sources.set(file, source);
    return source;
  }

  imported(from: string, specifier: string): Source | null {
    for (const base of this.#bases(from, specifier)) {
      for (const ending of ENDINGS) {
        const source = this.source(`${base}${ending}`);
        if (source !== null) return source;
      }
    }
    return null;
  }

  specifier(from: string, file: string): string {
    const alias = this.#aliasList().find(({ to }) => file.startsWith(to));
    if (alias !== undefined) return `${alias.from}${file.slice(alias.to.length)}`;
    const relative = path.relative(path.dirname(from), file);
    return relative.startsWith(".") ? relative : `./${relative}`;
  }

  parses(file: string, text: string): boolean {
    return parseSource(file, text) !== null;
  }

  #bases(from: string, specifier: string): readonly string[] {
    if (specifier.startsWith(".")) return [path.join(path.dirname(from), specifier)];
    return this.#aliasList()
      .filter((alias) => specifier.startsWith(alias.from))
      .map((alias) => `${alias.to}${specifier.slice(alias.from.length)}`);
  }

  /** What `paths` of the TypeScript configuration calls folders: `@/` for `src/`. */
  #aliasList(): readonly { readonly from: string; readonly to: string }[] {
    this.#aliases ??= ["tsconfig.json", "tsconfig.app.json", "jsconfig.json"].flatMap((file) => {
      const text = this.#read(file);
      if (text === null) return [];
      const { compilerOptions } = Config.safeParse(parseJsonc(text)).data ?? {};
      const base = compilerOptions?.baseUrl ?? ".";
      return Object.entries(compilerOptions?.paths ?? {}).flatMap(([name, [target]]) =>
        name.endsWith("/*") && target?.endsWith("/*") === true
          ? [{ from: name.slice(0, -1), to: path.join(base, target.slice(0, -1)) }]
          : [],
      );
    });
    return this.#aliases;
  }
}
