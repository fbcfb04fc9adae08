import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { PreviewProblem } from "../../../common/contracts/preview.ts";
import { silentLog } from "../../../common/base/log.ts";
import { CompilerProcess } from "../compilerProcess.ts";
import type { CompiledCommit, FileEvent, FromCompiler, WorkerBundle } from "../protocol.ts";
import { studioDirectory } from "../studioDirectory.ts";
import { FakeRoom } from "./fakeRoom.ts";
import type { SampleApp } from "./sampleApp.ts";

const WAIT_MS = 50_000;

/** An app with a real compiler process whose commits go to a room in memory. */
export class CompiledApp implements AsyncDisposable {
  readonly app: SampleApp;
  readonly room: FakeRoom;
  readonly messages: FromCompiler[] = [];
  readonly deaths: string[] = [];
  process: CompilerProcess;
  #waiters: (() => void)[] = [];
  #saves = 0;

  constructor(app: SampleApp, room = new FakeRoom(), silenceMs?: number) {
    this.app = app;
    this.room = room;
    this.process = new CompilerProcess({
      node: nodeBinary(),
      log: silentLog,
      ...(silenceMs === undefined ? {} : { silenceMs }),
    });
    this.process.onMessage((message) => this.#received(message));
    this.process.onDied(({ reason }) => {
      this.deaths.push(reason);
      this.#wake();
    });
  }

  start(options: { config?: "studio" | "app"; seed?: string | null } = {}): void {
    const { root, cacheDir } = this.app;
    const { config = "studio", seed = null } = options;
    this.process.send({ type: "start", root, cacheDir, config, seed, known: this.room.known });
  }

  /** Starts and waits until everything is pushed. */
  async open(options: { config?: "studio" | "app"; seed?: string | null } = {}): Promise<void> {
    this.start(options);
    await this.until(() => this.caughtUp > 0);
  }

  get caughtUp(): number {
    return this.messages.filter(({ type }) => type === "caught-up").length;
  }

  get problem(): PreviewProblem | null {
    const told = this.messages.filter((message) => message.type === "problem");
    return told.at(-1)?.problem ?? null;
  }

  get worker(): WorkerBundle | null | undefined {
    return this.messages.filter((message) => message.type === "worker").at(-1)?.bundle;
  }

  /** Writes files as the editor does, tells the compiler, and waits until it has dealt with them. */
  async save(files: Record<string, string | Buffer | null>): Promise<CompiledCommit | null> {
    const id = await this.edit(files);
    const deaf = (): boolean => this.#answered(id);
    await this.until(deaf);
    return this.room.commits.find(({ saves }) => saves.includes(id)) ?? null;
  }

  /** The same without waiting; returns the save's id. Null removes a file. */
  async edit(files: Record<string, string | Buffer | null>): Promise<string> {
    this.#saves += 1;
    const id = `save-${this.#saves}`;
    const events: FileEvent[] = [];
    for (const [relative, content] of Object.entries(files)) {
      const file = path.join(this.app.root, relative);
      const existed = await this.read(relative).then(
        () => true,
        () => false,
      );
      if (content === null) await rm(file);
      else await this.app.write(relative, content);
      events.push({
        path: file,
        kind: content === null ? "removed" : existed ? "changed" : "added",
      });
    }
    this.process.send({ type: "changed", files: events, saves: [id] });
    return id;
  }

  /** Replaces a text in a file and saves it. */
  async replace(relative: string, from: string, to: string): Promise<CompiledCommit | null> {
    const source = await this.read(relative);
    if (!source.includes(from)) throw new Error(`${relative} does not contain ${from}`);
    return this.save({ [relative]: source.replace(from, () => to) });
  }

  read(relative: string): Promise<string> {
    return readFile(path.join(this.app.root, relative), "utf8");
  }

  /** Waits for a condition that some message of the compiler makes true. */
  async until(condition: () => boolean): Promise<void> {
    const deadline = Date.now() + WAIT_MS;
    while (!condition()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`Waited in vain; last: ${JSON.stringify(this.#tail())}`);
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiters.push(resolve);
      const timer = setTimeout(resolve, left);
      await promise;
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process[Symbol.asyncDispose]();
  }

  #answered(id: string): boolean {
    const holds = this.messages.findIndex(
      (message) =>
        (message.type === "commit" || message.type === "caught-up") && message.saves.includes(id),
    );
    return holds !== -1 && this.messages.slice(holds).some(({ type }) => type === "caught-up");
  }

  #received(message: FromCompiler): void {
    this.messages.push(message);
    if (message.type === "commit") {
      const missing = this.room.take(message);
      const ok = missing.length === 0;
      this.process.send({ type: "committed", id: message.id, ok, missing });
    }
    this.#wake();
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }

  #tail(): unknown[] {
    return this.messages
      .slice(-5)
      .map((message) => (message.type === "commit" ? { ...message, blobs: "…" } : message))
      .map((message) => JSON.stringify(message).slice(0, 300));
  }
}

/** The tests may run under another Node; the compiler never does. */
function nodeBinary(): string {
  return path.join(studioDirectory(), "node_modules", "node", "bin", "node");
}
