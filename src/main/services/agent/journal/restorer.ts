import { createHash, randomUUID } from "node:crypto";
import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import {
  BodyId,
  type ChatFileChange,
  RunId,
  type ToolCallId,
} from "../../../../common/contracts/chat.ts";
import type { TextEncoding } from "../../../../common/contracts/files.ts";
import { problem, toProblem } from "../../../../common/contracts/problem.ts";
import type { BodyStore } from "../agentPorts.ts";
import type { AgentFiles, FilesOfApp } from "./agentFiles.ts";
import type { Change, ChangeRepository } from "./changeRecord.ts";
import { countLines } from "./countLines.ts";
import { reversalOf, type Step } from "./reversal.ts";

/** Merges two changes of a text by lines. */
export type MergeTexts = (sides: {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}) => { readonly text: string; readonly conflicts: number };

export interface RestorerOptions {
  readonly filesOf: FilesOfApp;
  readonly changes: ChangeRepository;
  readonly bodies: BodyStore;
  readonly merge: MergeTexts;
  readonly now: () => number;
}

export interface RestoreInput {
  readonly appId: AppId;
  readonly run: RunId;
  /** Only what these calls did; the whole run when left out. */
  readonly calls?: readonly ToolCallId[];
  readonly direction: "undone" | "redone";
  /** What becomes of a file that was changed otherwise since: left, merged, or replaced. */
  readonly conflicts: "keep" | "merge" | "overwrite";
}

export interface Restored {
  readonly changes: readonly ChatFileChange[];
  /** Left as they are: somebody changed them otherwise since. */
  readonly conflicts: readonly FilePath[];
}

/** Merging is quick for what people write by hand; more is a conflict. */
const MAX_MERGED_CHARS = 400_000;

/**
 * Takes back what a run did to files, and brings it back again. What is replaced by that is
 * written down as the run's own changes were, so nothing is lost by it either.
 */
export class Restorer {
  readonly #options: RestorerOptions;

  constructor(options: RestorerOptions) {
    this.#options = options;
  }

  /** @throws `not-found` when there is nothing to take back or to bring back. */
  async restore(input: RestoreInput): Promise<Restored> {
    const { appId, run, direction } = input;
    const { changes } = this.#options;
    const last = changes.lastRestore(appId, run);
    if (direction === "redone") {
      if (last === null) throw problem("not-found", "These changes stand already.");
      const redo = RunId.parse(randomUUID());
      const restored = await this.#take(input, changes.ofRun(appId, last), redo);
      for (const change of changes.ofRun(appId, redo)) {
        if (change.kind === "trashed") changes.retrashed(appId, run, change);
      }
      changes.standing(appId, last);
      return restored;
    }
    const all = changes.ofRun(appId, run);
    const wanted = all.filter(
      ({ call }) => input.calls === undefined || (call !== null && input.calls.includes(call)),
    );
    if (wanted.length === 0) throw problem("not-found", "This run changed no files.");
    const restore = RunId.parse(randomUUID());
    // Known before it begins: a host that dies in between can bring back what was taken.
    changes.restored(appId, run, restore);
    return this.#take(input, wanted, restore);
  }

  async #take(
    { appId, conflicts: mode }: RestoreInput,
    changes: readonly Change[],
    restore: RunId,
  ): Promise<Restored> {
    const taking = new Taking(appId, restore, mode, this.#options);
    const made: ChatFileChange[] = [];
    const conflicts: FilePath[] = [];
    for (const step of reversalOf(changes)) {
      const change = await taking.take(step);
      if (change === "conflict") conflicts.push(step.path);
      else made.push(...change);
    }
    return { changes: made, conflicts };
  }
}

/** One restore, step by step. */
class Taking {
  readonly #appId: AppId;
  readonly #run: RunId;
  readonly #mode: RestoreInput["conflicts"];
  readonly #options: RestorerOptions;
  readonly #files: AgentFiles;

  constructor(appId: AppId, run: RunId, mode: RestoreInput["conflicts"], options: RestorerOptions) {
    this.#appId = appId;
    this.#run = run;
    this.#mode = mode;
    this.#options = options;
    this.#files = options.filesOf(appId);
  }

  async take(step: Step): Promise<readonly ChatFileChange[] | "conflict"> {
    try {
      if (step.kind === "text") return await this.#takeText(step);
      if (step.kind === "move") {
        await this.#files.rename(step.path, step.to);
        this.#note({ kind: "moved", path: step.to, from: step.path });
        return [emptyChange(step.path), emptyChange(step.to)];
      }
      if (step.kind === "restore") {
        await this.#files.restore(step.trashId);
        this.#note({ kind: "untrashed", path: step.path });
        return [emptyChange(step.path)];
      }
      const { trashId } = await this.#files.remove(step.path);
      this.#note({ kind: "trashed", path: step.path, trashId });
      return [emptyChange(step.path)];
    } catch (error) {
      if (EXPECTED.has(toProblem(error).code)) return "conflict";
      throw error;
    }
  }

  async #takeText(
    step: Extract<Step, { kind: "text" }>,
  ): Promise<readonly ChatFileChange[] | "conflict"> {
    const current = await this.#current(step.path);
    const is = current === null ? null : bodyIdOf(current.text);
    if (is === step.to) return [];
    const text = await this.#wanted(step, current?.text ?? null, is);
    if (text === undefined) return "conflict";
    const { bodies } = this.#options;
    const change = {
      path: step.path,
      before: current === null ? null : await bodies.put(current.text),
      after: text === null ? null : await bodies.put(text),
      ...countLines(current?.text ?? null, text),
    };
    const encoding = current?.encoding ?? step.encoding;
    const id = this.#note({ ...change, kind: "text", encoding });
    try {
      await this.#put(step.path, { text, encoding, expected: current?.hash ?? null });
    } catch (error) {
      this.#options.changes.drop(id);
      throw error;
    }
    return [change];
  }

  /** What the file has to become; null for gone, undefined where nobody can tell. */
  async #wanted(
    step: Extract<Step, { kind: "text" }>,
    current: string | null,
    is: BodyId | null,
  ): Promise<string | null | undefined> {
    const to = await this.#body(step.to);
    if (is === step.from || this.#mode === "overwrite") return to;
    if (this.#mode === "keep" || current === null || to === null) return undefined;
    const base = await this.#body(step.from);
    if (base === null || base.length + current.length + to.length > MAX_MERGED_CHARS) {
      return undefined;
    }
    const merged = this.#options.merge({ base, ours: current, theirs: to });
    return merged.conflicts === 0 ? merged.text : undefined;
  }

  async #put(
    path: FilePath,
    file: {
      readonly text: string | null;
      readonly encoding: TextEncoding;
      readonly expected: Awaited<ReturnType<AgentFiles["write"]>>["hash"] | null;
    },
  ): Promise<void> {
    const { text, encoding, expected } = file;
    if (text === null) await this.#files.remove(path);
    else await this.#files.write({ appId: this.#appId, path, text, encoding, expected });
  }

  async #current(path: FilePath): Promise<{
    readonly text: string;
    readonly hash: Awaited<ReturnType<AgentFiles["write"]>>["hash"];
    readonly encoding: TextEncoding;
  } | null> {
    const content = await this.#files.read(path).catch((error: unknown) => {
      if (toProblem(error).code === "not-found") return null;
      throw error;
    });
    if (content === null) return null;
    if (content.kind === "text") return content;
    throw problem("not-text", `${path} is not text any more.`);
  }

  /** @throws `not-found` when it is not kept any more. */
  async #body(id: BodyId | null): Promise<string | null> {
    if (id === null) return null;
    const body = await this.#options.bodies.get(id);
    if (body !== null) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
    throw problem("not-found", "An earlier version of the file is not kept any more.");
  }

  #note(change: Change): number {
    const { changes, now } = this.#options;
    return changes.add({ appId: this.#appId, run: this.#run, call: null }, change, now());
  }
}

/** Somebody else was at the file: that is for the person to decide. */
const EXPECTED: ReadonlySet<string> = new Set([
  "conflict",
  "not-found",
  "already-exists",
  "not-text",
  "too-large",
]);

function bodyIdOf(text: string): BodyId {
  return BodyId.parse(createHash("sha256").update(text).digest("hex"));
}

function emptyChange(path: FilePath): ChatFileChange {
  return { path, before: null, after: null, added: 0, removed: 0 };
}
