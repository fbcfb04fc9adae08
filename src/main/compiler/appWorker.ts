import { createHash } from "node:crypto";
import { build, type Logger, type Rolldown } from "vite";
import type { PreviewProblem } from "../../common/contracts/preview.ts";
import { LoadError } from "./loaded.ts";
import { slashed, type PathAliases } from "./pathAliases.ts";
import { transformProblem } from "./problems.ts";
import type { WorkerBundle } from "./protocol.ts";
import { decidesWorkerEntry, workerEntry, type WorkerEntry } from "./workerEntry.ts";

export interface AppWorkerOptions {
  readonly root: string;
  readonly aliases: PathAliases;
  readonly logger: Logger;
  readonly onBundle: (bundle: WorkerBundle | null) => void;
  readonly onProblem: (problem: PreviewProblem | null) => void;
}

const MAIN_MODULE = "index.js";

/** Bundles the app's own API worker whenever one of its sources has changed. */
export class AppWorker {
  readonly #options: AppWorkerOptions;
  #sources: ReadonlySet<string> = new Set();
  /** Hash of the bundle told last; null when the app was told to have none. */
  #told: string | null | undefined = undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(options: AppWorkerOptions) {
    this.#options = options;
  }

  /** Bundles anew when one of these files is part of the bundle, or decides what is. */
  changed(files: readonly string[]): void {
    const { aliases } = this.#options;
    const concerns = files.some((file) => {
      return this.#sources.has(slashed(file)) || decidesWorkerEntry(aliases.relative(file) ?? "");
    });
    // After a failure nobody knows the sources: any file may have mended it.
    if (concerns || this.#sources.size === 0) this.bundle();
  }

  bundle(): void {
    this.#last = this.#last.then(() => this.#bundle());
  }

  async #bundle(): Promise<void> {
    const { root, onProblem, aliases } = this.#options;
    this.#sources = new Set();
    let file = "worker";
    try {
      const entry = await workerEntry(root);
      file = entry === null ? file : (aliases.relative(entry.file) ?? file);
      this.#tell(entry === null ? null : await this.#build(entry));
      onProblem(null);
    } catch (error) {
      onProblem(transformProblem(new LoadError(`/${file}`, "broken", error), aliases));
    }
  }

  async #build(entry: WorkerEntry): Promise<WorkerBundle> {
    const chunk = onlyChunk(await build(buildConfig(this.#options, entry)));
    this.#sources = new Set(chunk.moduleIds.map(slashed));
    const hash = createHash("sha256").update(entry.compatibilityDate).update(chunk.code);
    return {
      hash: hash.digest("base64url"),
      mainModule: MAIN_MODULE,
      modules: { [MAIN_MODULE]: chunk.code },
      compatibilityDate: entry.compatibilityDate,
      exports: chunk.exports,
    };
  }

  #tell(bundle: WorkerBundle | null): void {
    const hash = bundle?.hash ?? null;
    if (hash === this.#told) return;
    this.#told = hash;
    this.#options.onBundle(bundle);
  }
}

function buildConfig(
  { root, logger }: AppWorkerOptions,
  { file }: WorkerEntry,
): Parameters<typeof build>[0] {
  return {
    root,
    configFile: false,
    customLogger: logger,
    publicDir: false,
    envDir: false,
    css: { postcss: {} },
    resolve: { tsconfigPaths: true, conditions: ["workerd", "worker", "module", "browser"] },
    ssr: { target: "webworker", noExternal: true },
    build: {
      ssr: file,
      write: false,
      minify: false,
      target: "es2023",
      rolldownOptions: {
        external: [/^cloudflare:/, /^node:/],
        output: { format: "es", codeSplitting: false },
      },
    },
  };
}

function onlyChunk(result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk {
  const output = Array.isArray(result) ? result[0] : result;
  const chunk = output !== undefined && "output" in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error("The worker was bundled into nothing.");
  return chunk;
}
