import { randomUUID } from "node:crypto";
import { mkdir, open, realpath, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import type { AppId } from "../../../common/apps/appId.ts";
import { Emitter, type Listen } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import { problem, toProblem } from "../../../common/contracts/problem.ts";
import { type ImportJob, MAX_ZIP_BYTES } from "../../../common/contracts/versions.ts";
import type { ImportTask, RunImport } from "../../git/importProtocol.ts";
import { folderName } from "./folderName.ts";
import { codeOf, folderProblem } from "./folderProblem.ts";

export interface ImportAppOptions {
  readonly run: RunImport;
  /** Where the app's folder is made. */
  readonly appsFolder: string;
  /** Where zips are kept while they come in. */
  readonly uploadsFolder: string;
  /** Makes the folder known as an app. */
  readonly openFolder: (folder: string) => Promise<{ readonly id: AppId }>;
  /** Begins versions where a zip brought none. */
  readonly beginVersions: (appId: AppId, message: string) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

export type ImportRequest = { readonly name: string } & (
  | Exclude<ImportTask, { kind: "zip" }>
  | { readonly kind: "zip"; readonly uploadId: string }
);

const LIMITS = { files: 50_000, bytes: 2_000_000_000, fetched: 1_000_000_000 };
const KEPT_JOBS = 10;
const MAX_SAME_NAME = 1_000;

interface Upload {
  readonly file: string;
  size: number;
}

/** Apps made from a repository or a zip. The calls answer at once; jobs tell how it goes. */
export class ImportApp implements AsyncDisposable {
  readonly #options: ImportAppOptions;
  readonly #changed = new Emitter<readonly ImportJob[]>();
  readonly #running = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  readonly #uploads = new Map<string, Upload>();
  readonly onChange: Listen<readonly ImportJob[]> = this.#changed.on;
  #jobs: readonly ImportJob[] = [];

  constructor(options: ImportAppOptions) {
    this.#options = options;
  }

  /** Oldest first; the last ten. */
  get value(): readonly ImportJob[] {
    return this.#jobs;
  }

  /**
   * Takes the next part of a zip. @param uploadId null for the first part.
   *
   * @throws `too-large`, `not-found`, `disk-full`.
   */
  async upload(uploadId: string | null, part: Uint8Array): Promise<{ readonly uploadId: string }> {
    const id = uploadId ?? (await this.#beginUpload());
    const upload = this.#uploads.get(id);
    if (upload === undefined) throw problem("not-found", "That file is not being read any more.");
    if (upload.size + part.length > MAX_ZIP_BYTES) {
      await this.#dropUpload(id);
      throw problem("too-large", `A zip may have ${MAX_ZIP_BYTES / 1e6} MB.`, {
        next: "Unpack it with another program, then open the folder.",
      });
    }
    try {
      await using file = await open(upload.file, "a");
      await file.writeFile(part);
      upload.size += part.length;
    } catch (error) {
      throw folderProblem(error, path.dirname(upload.file));
    }
    return { uploadId: id };
  }

  start(request: ImportRequest): ImportJob {
    const job: ImportJob = {
      id: randomUUID(),
      status: "running",
      stage: request.kind === "zip" ? "unpacking" : "fetching",
      done: 0,
      total: null,
      unit: request.kind === "zip" ? "files" : "objects",
      startedAt: this.#options.now(),
      ms: null,
      appId: null,
      skipped: [],
      problem: null,
    };
    this.#jobs = [...this.#jobs, job].slice(-KEPT_JOBS);
    this.#changed.fire(this.#jobs);
    const stop = new AbortController();
    const ended = this.#run(job, request, stop.signal).finally(() => this.#running.delete(job.id));
    this.#running.set(job.id, { stop, ended });
    return job;
  }

  /** Resolves when nothing of the import is left. */
  async cancel(jobId: string): Promise<void> {
    const running = this.#running.get(jobId);
    running?.stop.abort();
    await running?.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = [...this.#running.values()];
    for (const { stop } of running) stop.abort();
    await Promise.all(running.map(({ ended }) => ended));
    await Promise.all([...this.#uploads.keys()].map((id) => this.#dropUpload(id)));
  }

  async #run(job: ImportJob, request: ImportRequest, signal: AbortSignal): Promise<void> {
    const { now, log } = this.#options;
    try {
      const { appId, skipped } = await this.#make(job, request, signal);
      const ms = now() - job.startedAt;
      log.info("app imported", { appId, kind: request.kind, ms, skipped: skipped.length });
      this.#update(job.id, { status: "done", stage: "done", ms, appId, skipped: [...skipped] });
    } catch (error) {
      const failure = toProblem(error);
      const status = failure.code === "cancelled" ? "cancelled" : "failed";
      log.info("app not imported", { kind: request.kind, problem: failure.code });
      this.#update(job.id, { status, ms: now() - job.startedAt, problem: failure });
    }
  }

  /** The folder is complete under its final name, or not there at all. */
  async #make(job: ImportJob, request: ImportRequest, signal: AbortSignal) {
    const { run, appsFolder, openFolder, beginVersions } = this.#options;
    await mkdir(appsFolder, { recursive: true });
    const parent = await realpath(appsFolder);
    const staged = path.join(parent, `.${job.id}.overskill-new`);
    try {
      await mkdir(staged);
      const start = { task: this.#taskOf(request), target: staged, limits: LIMITS };
      const onProgress = (progress: Partial<ImportJob>): void => this.#update(job.id, progress);
      const skipped = await run(start, { signal, onProgress });
      signal.throwIfAborted();
      const folder = await giveName(staged, parent, folderName(request.name));
      const { id } = await openFolder(folder);
      if (request.kind === "zip") await beginVersions(id, `Import ${request.name}`);
      return { appId: id, skipped };
    } catch (error) {
      throw folderProblem(error, parent);
    } finally {
      await rm(staged, { recursive: true, force: true, maxRetries: 3 });
      if (request.kind === "zip") await this.#dropUpload(request.uploadId);
    }
  }

  #taskOf(request: ImportRequest): ImportTask {
    if (request.kind !== "zip") return request;
    const upload = this.#uploads.get(request.uploadId);
    if (upload === undefined) throw problem("not-found", "The zip was not read.");
    return { kind: "zip", file: upload.file };
  }

  async #beginUpload(): Promise<string> {
    const { uploadsFolder } = this.#options;
    const id = randomUUID();
    await mkdir(uploadsFolder, { recursive: true });
    this.#uploads.set(id, { file: path.join(uploadsFolder, `${id}.zip`), size: 0 });
    return id;
  }

  async #dropUpload(id: string): Promise<void> {
    const upload = this.#uploads.get(id);
    this.#uploads.delete(id);
    if (upload !== undefined) await rm(upload.file, { force: true });
  }

  #update(id: string, change: Partial<ImportJob>): void {
    this.#jobs = this.#jobs.map((job) => (job.id === id ? { ...job, ...change } : job));
    this.#changed.fire(this.#jobs);
  }
}

/** Claims the first free name by making it, so that two imports at once do not meet. */
async function giveName(staged: string, parent: string, wanted: string): Promise<string> {
  for (let n = 1; n <= MAX_SAME_NAME; n++) {
    const folder = path.join(parent, n === 1 ? wanted : `${wanted}-${n}`);
    try {
      await mkdir(folder);
    } catch (error) {
      if (codeOf(error) === "EEXIST") continue;
      throw error;
    }
    // POSIX renames over an empty folder; Windows does not.
    if (process.platform === "win32") await rmdir(folder);
    await rename(staged, folder);
    return folder;
  }
  throw new Error(`${MAX_SAME_NAME} folders are named ${wanted}`);
}
