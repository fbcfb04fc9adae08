import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { transformWithOxc } from "vite";

/** Stand-ins with the documented behaviour of packages that Studio itself does not use. */
const STAND_INS: Readonly<Record<string, string>> = {
  clsx: `const flat = (v) => typeof v === "string" ? [v] : Array.isArray(v) ? v.flatMap(flat)
    : v && typeof v === "object" ? Object.keys(v).filter((k) => v[k]) : [];
    export const clsx = (...all) => all.flatMap(flat).filter(Boolean).join(" ");`,
  "class-variance-authority": `export const cva = (base, config = {}) => (props = {}) => {
    const given = { ...config.defaultVariants, ...Object.fromEntries(Object.entries(props).filter(([, v]) => v !== undefined)) };
    const own = Object.entries(config.variants ?? {}).map(([name, options]) => options[String(given[name])]);
    const both = (config.compoundVariants ?? []).filter(({ class: c, className, ...when }) =>
      Object.entries(when).every(([name, value]) => given[name] === value)).map((one) => one.class ?? one.className);
    return [base, ...own, ...both, props.class, props.className].filter(Boolean).join(" ");
  };`,
};

/** Compiles modules as Vite does and draws them with React, in a folder of its own. */
export class SampleRoom implements AsyncDisposable {
  readonly #folder: string;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const [name, code] of Object.entries(STAND_INS)) {
      await writeFile(path.join(this.#folder, `${name}.mjs`), code);
    }
  }

  /** The page's markup for one module, drawn with some props. */
  async draw(code: string, props: Readonly<Record<string, unknown>>): Promise<string> {
    const compiled = await transformWithOxc(code, "sample.tsx", {
      jsx: { runtime: "automatic", development: false },
    });
    const linked = Object.keys(STAND_INS).reduce(
      (text, name) => text.replaceAll(`from "${name}"`, `from "./${name}.mjs"`),
      compiled.code,
    );
    const file = path.join(this.#folder, `sample${++this.#count}.mjs`);
    await writeFile(file, linked);
    const module = (await import(pathToFileURL(file).href)) as {
      default: FunctionComponent<Record<string, unknown>>;
    };
    return renderToStaticMarkup(createElement(module.default, { ...props }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

export function classesIn(markup: string): string[] {
  return (/data-target="true" class="([^"]*)"/.exec(markup)?.[1] ?? "")
    .split(/\s+/)
    .filter((name) => name !== "");
}
