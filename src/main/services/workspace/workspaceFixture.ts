import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FilePath } from "../../../common/apps/filePath.ts";
import { silentLog } from "../../../common/base/log.ts";
import type { FileChanges, FileHash, TextEncoding } from "../../../common/contracts/files.ts";
import { type Problem, toProblem } from "../../../common/contracts/problem.ts";
import type { FilesChanged } from "./folderFollower.ts";
import { Workspace, type WorkspaceOptions } from "./workspace.ts";

/** What a workspace reported, in a form that reads well in an assertion. */
export interface Recorded {
  readonly batches: FileChanges[];
  readonly files: FilesChanged[];
  /** `studio changed src/a.ts` */
  readonly changes: () => string[];
  /** The same, as the compiler was told. */
  readonly compiled: () => string[];
}

/** A workspace on a real folder of its own, for tests. */
export class WorkspaceFixture implements AsyncDisposable {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), "workspace-")));
  readonly #opened: Workspace[] = [];
  workspace: Workspace = this.make();

  /** One more workspace on the same folder. */
  make(options: Partial<WorkspaceOptions> = {}): Workspace {
    const made = new Workspace({ root: this.root, now: Date.now, log: silentLog, ...options });
    this.#opened.push(made);
    return made;
  }

  /** Follows the folder from here on. */
  async start(options: Partial<WorkspaceOptions> = {}): Promise<Recorded> {
    this.workspace = this.make(options);
    this.workspace.start();
    await this.workspace.tree();
    return this.record();
  }

  record(): Recorded {
    const batches: FileChanges[] = [];
    const files: FilesChanged[] = [];
    this.workspace.onChanges((batch) => batches.push(batch));
    this.workspace.onFilesChanged((event) => files.push(event));
    return {
      batches,
      files,
      changes: () =>
        batches.flatMap((batch) =>
          batch.changes.map((change) => `${change.by} ${change.kind} ${change.path}`),
        ),
      compiled: () =>
        files.flatMap((event) =>
          event.files.map(
            (file) => `${event.by} ${file.kind} ${path.relative(this.root, file.path)}`,
          ),
        ),
    };
  }

  absolute(file: string): string {
    return path.join(this.root, file);
  }

  /** Writes as another program does. */
  put(file: string, content: string | Uint8Array = ""): void {
    mkdirSync(path.dirname(this.absolute(file)), { recursive: true });
    writeFileSync(this.absolute(file), content);
  }

  disk(file: string): string {
    return readFileSync(this.absolute(file), "utf8");
  }

  async hashOf(file: string): Promise<FileHash> {
    const content = await this.workspace.read(filePath(file));
    if (content.kind === "too-large") throw new Error(`${file} is too large`);
    return content.hash;
  }

  save(
    file: string,
    text: string,
    expected: FileHash | null,
    encoding: TextEncoding = "utf-8",
  ): ReturnType<Workspace["writeMany"]> {
    const request = { path: filePath(file), text, expected, encoding };
    return this.workspace.writeMany([request], "save-1");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of this.#opened) await each[Symbol.asyncDispose]();
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function filePath(text: string): FilePath {
  return FilePath.parse(text);
}

export async function problemOf(work: Promise<unknown>): Promise<Problem | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => toProblem(error),
  );
}

export async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return (await problemOf(work))?.code;
}

/** Waits for what other programs' changes lead to; fails with the state when it never comes. */
export async function until(
  condition: () => boolean,
  state: () => unknown = () => "",
): Promise<void> {
  for (let i = 0; i < 800; i++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Did not happen; the state is ${JSON.stringify(state())}`);
}
