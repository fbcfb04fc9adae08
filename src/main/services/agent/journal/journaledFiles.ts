import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type {
  ChatFileChange,
  ChatId,
  Risk,
  RunId,
  ToolCallId,
} from "../../../../common/contracts/chat.ts";
import type { FileContent } from "../../../../common/contracts/files.ts";
import { problem, toProblem } from "../../../../common/contracts/problem.ts";
import type { BodyStore } from "../agentPorts.ts";
import { isProtectedFile, riskOfText } from "../safety/protectedFiles.ts";
import { realPathIn } from "../safety/realPathIn.ts";
import { dominantLineEnd } from "../tools/lineEdits.ts";
import type { AgentFiles, FilesOfApp } from "./agentFiles.ts";
import type { Change, ChangeRepository } from "./changeRecord.ts";
import { countLines } from "./countLines.ts";
import { SeenFiles } from "./seenFiles.ts";
import type { ToolFiles, ToolText, WriteText } from "./toolFiles.ts";

export interface FilesOfCallsOptions {
  readonly filesOf: FilesOfApp;
  readonly changes: ChangeRepository;
  readonly bodies: BodyStore;
  readonly now: () => number;
}

/** Whose files they are, and what the person (or the level) has allowed. */
export interface FilesOwner {
  readonly appId: AppId;
  readonly chat: ChatId;
  readonly run: RunId;
  readonly call: ToolCallId;
  readonly signal: AbortSignal;
  readonly allowed: Risk | null;
}

/** Hands each call of a tool the files of its app. */
export class FilesOfCalls {
  readonly #options: FilesOfCallsOptions;
  readonly #seen = new SeenFiles();

  constructor(options: FilesOfCallsOptions) {
    this.#options = options;
  }

  of(owner: FilesOwner): ToolFiles {
    return new JournaledFiles(owner, this.#options, this.#seen);
  }
}

/** No file of an app that a person could read is larger. */
const MAX_WRITE_CHARS = 1_000_000;

class JournaledFiles implements ToolFiles {
  readonly #owner: FilesOwner;
  readonly #options: FilesOfCallsOptions;
  readonly #seen: SeenFiles;
  readonly #files: AgentFiles;
  readonly #changes = new Map<FilePath, ChatFileChange>();
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(owner: FilesOwner, options: FilesOfCallsOptions, seen: SeenFiles) {
    this.#owner = owner;
    this.#options = options;
    this.#seen = seen;
    this.#files = options.filesOf(owner.appId);
  }

  async read(path: FilePath): Promise<ToolText | null> {
    const text = await this.peek(path);
    if (text !== null) this.#seen.see(this.#owner.chat, path, text.hash);
    return text;
  }

  async peek(path: FilePath): Promise<ToolText | null> {
    const content = await contentOf(this.#files, path);
    return content === null ? null : textOf(content);
  }

  requireSeen({ path, hash }: ToolText): void {
    const seen = this.#seen.seen(this.#owner.chat, path);
    if (seen === hash) return;
    const why = seen === null ? "has not been viewed yet" : "was changed since it was viewed";
    throw problem("conflict", `${path} ${why}.`, {
      next: "View it with os-view, then make the change again.",
    });
  }

  write(change: WriteText): ReturnType<ToolFiles["write"]> {
    return this.#work(async () => {
      const { path, base } = change;
      const text = base === null ? change.text : keepLineEnds(base.text, change.text);
      refuseUnfit(path, text);
      const real = await realPathIn(this.#files.root, path);
      this.#refuse(path, riskOfText({ path: real, before: base?.text ?? null, after: text }));
      if (base?.text === text) {
        return { change: await this.draft(path, base, text), hash: base.hash };
      }
      return this.#writeText({ ...change, text });
    });
  }

  remove(path: FilePath): Promise<ChatFileChange> {
    return this.#work(async () => {
      this.#requireAllowed("delete", path);
      await this.#refuseProtectedMove(path);
      const content = await contentOf(this.#files, path).catch(() => null);
      const text = content?.kind === "text" ? textOf(content) : null;
      const change = await this.draft(path, text, null);
      const removed = await this.#files.remove(path);
      // What is in the trash is not lost while this is written down.
      this.#note(
        text === null
          ? { kind: "trashed", path, trashId: removed.trashId }
          : { ...change, kind: "text", encoding: text.encoding },
      );
      return this.#changed(change);
    });
  }

  rename(from: FilePath, to: FilePath): Promise<readonly ChatFileChange[]> {
    return this.#work(async () => {
      await this.#refuseProtectedMove(from);
      await this.#refuseProtectedMove(to);
      const content = await contentOf(this.#files, from).catch(() => null);
      const text = content?.kind === "text" ? textOf(content) : null;
      const gone = await this.draft(from, text, null);
      const there = { ...gone, path: to, before: null, after: gone.before };
      const id = this.#note({ kind: "moved", path: to, from });
      await this.#undoNote(id, this.#files.rename(from, to));
      if (text !== null) this.#seen.see(this.#owner.chat, to, text.hash);
      const added = { ...there, added: gone.removed, removed: 0 };
      return [this.#changed(gone), this.#changed(added)];
    });
  }

  async draft(
    path: FilePath,
    before: ToolText | null,
    text: string | null,
  ): Promise<ChatFileChange> {
    const { bodies } = this.#options;
    return {
      path,
      before: before === null ? null : await bodies.put(before.text),
      after: text === null ? null : await bodies.put(text),
      ...countLines(before?.text ?? null, text),
    };
  }

  async settled(): Promise<readonly ChatFileChange[]> {
    await this.#underWay;
    return [...this.#changes.values()];
  }

  async #writeText({ path, text, base, saveId }: WriteText): ReturnType<ToolFiles["write"]> {
    const change = await this.draft(path, base, text);
    const encoding = base?.encoding ?? "utf-8";
    const { before, after } = change;
    const id = this.#note({ kind: "text", path, before, after, encoding });
    const written = await this.#undoNote(
      id,
      this.#files.write({
        appId: this.#owner.appId,
        path,
        text,
        encoding,
        expected: base?.hash ?? null,
        ...(saveId === undefined ? {} : { saveId }),
      }),
    );
    this.#seen.see(this.#owner.chat, path, written.hash);
    return { change: this.#changed(change), hash: written.hash };
  }

  /** Written down before it is done: a host that dies in between knows what to look for. */
  #note(change: Change): number {
    const { appId, run, call } = this.#owner;
    return this.#options.changes.add({ appId, run, call }, change, this.#options.now());
  }

  async #undoNote<T>(id: number, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.#options.changes.drop(id);
      throw inWordsOfAgents(error);
    }
  }

  /** Several changes of a file are one for whoever looks. */
  #changed(change: ChatFileChange): ChatFileChange {
    const known = this.#changes.get(change.path);
    const all =
      known === undefined
        ? change
        : {
            ...change,
            before: known.before,
            added: known.added + change.added,
            removed: known.removed + change.removed,
          };
    this.#changes.set(change.path, all);
    return change;
  }

  #work<T>(work: () => Promise<T>): Promise<T> {
    this.#owner.signal.throwIfAborted();
    const done = work();
    this.#underWay = Promise.allSettled([this.#underWay, done]);
    return done;
  }

  async #refuseProtectedMove(path: FilePath): Promise<void> {
    const real = await realPathIn(this.#files.root, path);
    if (isProtectedFile(real) || isProtectedFile(path)) this.#refuse(path, "protected-file");
    else if (/(?:^|\/)package\.json$/i.test(real)) this.#refuse(path, "protected-file");
  }

  #refuse(path: FilePath, risk: Risk): void {
    this.#requireAllowed(risk === "protected-file" ? risk : "write", path);
  }

  /** Whoever was allowed something of more consequence was asked about the same paths. */
  #requireAllowed(risk: Risk, path: FilePath): void {
    const { allowed } = this.#owner;
    const isAllowed =
      risk === "write" ? allowed !== null : allowed === risk || allowed === "protected-file";
    if (isAllowed) return;
    throw problem("protected", `This call was not allowed to change ${path}.`, {
      next: "Change it with a tool that asks for this file.",
    });
  }
}

async function contentOf(files: AgentFiles, path: FilePath): Promise<FileContent | null> {
  try {
    return await files.read(path);
  } catch (error) {
    if (toProblem(error).code === "not-found") return null;
    throw error;
  }
}

function textOf(content: FileContent): ToolText {
  if (content.kind === "text") return content;
  if (content.kind === "too-large") throw problem("too-large", `${content.path} is too large.`);
  throw problem("not-text", `${content.path} is not text.`);
}

function refuseUnfit(path: FilePath, text: string): void {
  if (text.length > MAX_WRITE_CHARS) {
    throw problem("too-large", `${path} would be larger than a megabyte.`, {
      next: "Split it into several files.",
    });
  }
  if (!text.isWellFormed() || text.includes("\0")) {
    throw problem("not-text", `The new text of ${path} is not text.`);
  }
}

/** A model writes `\n`; a file of the other kind stays of its kind. */
function keepLineEnds(before: string, after: string): string {
  if (after.includes("\r\n") || dominantLineEnd(before) === "\n") return after;
  return after.replaceAll("\n", "\r\n");
}

/** A conflict of the editor's speaks of an editor. */
function inWordsOfAgents(error: unknown): unknown {
  const { code, message } = toProblem(error);
  if (code !== "conflict") return error;
  return problem("conflict", `${message.split(" was changed")[0] ?? ""} was changed meanwhile.`, {
    next: "View it with os-view, then make the change again.",
  });
}
