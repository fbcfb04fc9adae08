import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { FilePath } from "../../src/common/apps/filePath.ts";
import type { App } from "../../src/common/contracts/apps.ts";
import type { FileHash } from "../../src/common/contracts/files.ts";
import type { StudioProcess } from "./studio.ts";

/** The app that every figure is measured on, and what its first page says. */
export const STARTER = "storefront";
export const HEADLINE = "Fresh from the quay, every morning.";
export const HERO = FilePath.parse("src/features/home/Hero.tsx");

/** Creates the app and waits until it is live, packages included. */
export async function createLive(studio: StudioProcess): Promise<{ app: App; url: string }> {
  const app = await studio.client.apps.create.mutate({ starter: STARTER, name: "Harbor Market" });
  await studio.client.apps.open.mutate({ appId: app.id });
  const state = await studio.previewUntil(app, ({ status }) => status === "ready");
  if (state.previewUrl === null) throw new Error("a ready preview has no address");
  return { app, url: state.previewUrl };
}

/** A copy with the packages but without any cache, as someone who never opened the app has it. */
export async function freshCopy(folder: string): Promise<string> {
  const copy = await mkdtemp(path.join(os.tmpdir(), "studio-bench-app-"));
  const caches = [".overskill", ".vite", ".vite-temp"].map((name) => path.sep + name);
  await cp(folder, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !caches.some((cache) => source.includes(cache)),
  });
  return copy;
}

export async function removeFolders(folders: readonly string[]): Promise<void> {
  await Promise.all(
    folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 10 })),
  );
}

const PARTS = 20;

export function partPath(index: number): FilePath {
  return FilePath.parse(`src/bench/Part${index}.tsx`);
}

export function partSource(index: number, text: string): string {
  return `export function Part${index}() {\n  return <i>${text}</i>;\n}\n`;
}

export const partIndices: readonly number[] = Array.from({ length: PARTS }, (_, i) => i);

/** Puts 20 small components on the first page, to be changed all at once. */
export async function addParts(folder: string): Promise<void> {
  await mkdir(path.join(folder, "src/bench"), { recursive: true });
  for (const i of partIndices) {
    await writeFile(path.join(folder, partPath(i)), partSource(i, "part"));
  }
  const imports = partIndices.map((i) => `import { Part${i} } from "@/bench/Part${i}";`);
  const uses = partIndices.map((i) => `<Part${i} />`).join("");
  const hero = await readFile(path.join(folder, HERO), "utf8");
  const shown = hero.replace(HEADLINE, `${HEADLINE}${uses}`);
  await writeFile(path.join(folder, HERO), `${imports.join("\n")}\n${shown}`);
}

/** Saves as the editor does: each write names the version it replaces. */
export class Saver {
  readonly #studio: StudioProcess;
  readonly #app: App;
  readonly #hashes = new Map<FilePath, FileHash>();

  constructor(studio: StudioProcess, app: App) {
    this.#studio = studio;
    this.#app = app;
  }

  async read(file: FilePath): Promise<string> {
    const content = await this.#studio.client.files.read.query({ appId: this.#app.id, path: file });
    if (content.kind !== "text") throw new Error(`${file} is not text`);
    this.#hashes.set(file, content.hash);
    return content.text;
  }

  async save(file: FilePath, text: string, saveId: string): Promise<void> {
    const expected = this.#hashes.get(file) ?? null;
    const written = await this.#studio.client.files.write.mutate({
      appId: this.#app.id,
      path: file,
      text,
      expected,
      saveId,
    });
    this.#hashes.set(file, written.hash);
  }
}
