import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { Emitter } from "../../../common/base/event.ts";
import { err, ok } from "../../../common/base/result.ts";
import type { FileChanges, FileHash } from "../../../common/contracts/files.ts";
import { type Draft, type Drafts, Documents, type EditorFiles } from "./documents.ts";
import type { TextBuffer } from "./textBuffer.ts";

const FILE = "src/App.tsx" as FilePath;

function hashOf(text: string): FileHash {
  return createHash("sha256").update(text).digest("hex") as FileHash;
}

/** A disk that checks hashes the way the workspace does. */
class Disk implements EditorFiles {
  readonly texts = new Map<string, string>();
  writes = 0;
  /** Runs while the next write is on its way. */
  duringWrite: (() => void) | undefined;

  async read(path: FilePath) {
    const text = this.texts.get(path);
    if (text === undefined) return err({ code: "not-found" as const, message: "gone" });
    const hash = hashOf(text);
    const size = text.length;
    return ok({
      kind: "text" as const,
      path,
      hash,
      size,
      encoding: "utf-8" as const,
      text,
      readOnly: false,
    });
  }

  async write(input: Parameters<EditorFiles["write"]>[0]) {
    this.writes++;
    const during = this.duringWrite;
    this.duringWrite = undefined;
    during?.();
    const held = this.texts.get(input.path);
    if ((held === undefined ? null : hashOf(held)) !== input.expected) {
      return err({ code: "conflict" as const, message: "changed on disk" });
    }
    this.texts.set(input.path, input.text);
    return ok({ path: input.path, hash: hashOf(input.text), size: input.text.length });
  }
}

class Buffer implements TextBuffer {
  readonly #edits = new Emitter<void>();
  readonly onEdit = this.#edits.on;
  #texts: string[];
  #at = 0;

  constructor(text: string) {
    this.#texts = [text];
  }
  text(): string {
    return this.#texts[this.#at] ?? "";
  }
  version(): number {
    return this.#at;
  }
  replace(text: string): void {
    if (text === this.text()) return;
    this.#texts = [...this.#texts.slice(0, this.#at + 1), text];
    this.#at++;
    this.#edits.fire();
  }
  undo(): void {
    this.#at--;
    this.#edits.fire();
  }
  [Symbol.dispose](): void {}
}

class MemoryDrafts implements Drafts {
  readonly kept = new Map<string, () => Draft>();
  async find(path: FilePath): Promise<Draft | null> {
    return this.kept.get(path)?.() ?? null;
  }
  put(path: FilePath, draft: () => Draft): void {
    this.kept.set(path, draft);
  }
  drop(path: FilePath): void {
    this.kept.delete(path);
  }
}

async function opened(text = "one") {
  const disk = new Disk();
  disk.texts.set(FILE, text);
  const drafts = new MemoryDrafts();
  const documents = new Documents(disk, drafts, (_path, content) => new Buffer(content));
  await documents.open(FILE);
  const buffer = (path: FilePath = FILE) => documents.buffer(path) as Buffer;
  return { disk, drafts, documents, buffer };
}

function changed(kind: "added" | "changed" | "removed", path = FILE): FileChanges {
  return { seq: 1, reset: false, changes: [{ path, kind, by: "other" }] };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 250));

test("an edit makes it dirty once, undo makes it clean again", async () => {
  const { documents, buffer } = await opened();
  let flips = 0;
  documents.store.subscribe(() => flips++);
  buffer().replace("two");
  buffer().replace("three");
  buffer().replace("four");
  expect(documents.get(FILE)).toMatchObject({ dirty: true });
  buffer().undo();
  buffer().undo();
  buffer().undo();
  expect(documents.get(FILE)).toMatchObject({ dirty: false });
  expect(flips).toBe(2);
});

test("a save writes the buffer and the next save replaces that version", async () => {
  const { disk, documents, buffer } = await opened();
  buffer().replace("two");
  expect(await documents.save(FILE)).toBe(true);
  buffer().replace("three");
  expect(await documents.save(FILE)).toBe(true);
  expect(disk.texts.get(FILE)).toBe("three");
  expect(documents.get(FILE)).toMatchObject({ dirty: false, hash: hashOf("three") });
});

test("what is typed while a save runs stays unsaved, and a second save brings it to disk", async () => {
  const { disk, documents, buffer } = await opened();
  buffer().replace("two");
  disk.duringWrite = () => buffer().replace("two and a half");
  const first = documents.save(FILE);
  const second = documents.save(FILE);
  expect(await first).toBe(false);
  expect(await second).toBe(true);
  expect(disk.texts.get(FILE)).toBe("two and a half");
  expect(disk.writes).toBe(2);
});

test("a clean file follows the disk", async () => {
  const { disk, documents, buffer } = await opened();
  disk.texts.set(FILE, "from elsewhere");
  documents.apply(changed("changed"));
  await settled();
  expect(buffer().text()).toBe("from elsewhere");
  expect(documents.get(FILE)).toMatchObject({ dirty: false, hash: hashOf("from elsewhere") });
});

test("a change below unsaved work is a conflict, and a save does not overwrite it", async () => {
  const { disk, documents, buffer } = await opened();
  buffer().replace("mine");
  disk.texts.set(FILE, "theirs");
  documents.apply(changed("changed"));
  await settled();
  expect(documents.get(FILE)).toMatchObject({ dirty: true, disk: { kind: "changed" } });
  expect(await documents.save(FILE)).toBe(false);
  expect(disk.texts.get(FILE)).toBe("theirs");
});

test("keep mine makes the next save replace the disk's version", async () => {
  const { disk, documents, buffer } = await opened();
  buffer().replace("mine");
  disk.texts.set(FILE, "theirs");
  documents.apply(changed("changed"));
  await settled();
  documents.keepMine(FILE);
  expect(await documents.save(FILE)).toBe(true);
  expect(disk.texts.get(FILE)).toBe("mine");
});

test("taking the disk's version drops mine", async () => {
  const { disk, drafts, documents, buffer } = await opened();
  buffer().replace("mine");
  disk.texts.set(FILE, "theirs");
  documents.apply(changed("changed"));
  await settled();
  documents.takeDisk(FILE);
  expect(buffer().text()).toBe("theirs");
  expect(documents.get(FILE)).toMatchObject({ dirty: false, disk: { kind: "same" } });
  expect(drafts.kept.size).toBe(0);
});

test("a save that meets a change nobody announced becomes a conflict", async () => {
  const { disk, documents, buffer } = await opened();
  buffer().replace("mine");
  disk.texts.set(FILE, "theirs");
  expect(await documents.save(FILE)).toBe(false);
  await settled();
  expect(documents.get(FILE)).toMatchObject({
    saving: false,
    disk: { kind: "changed", content: { text: "theirs" } },
  });
});

test("the same text written by another program is no conflict", async () => {
  const { disk, documents, buffer } = await opened();
  buffer().replace("same");
  disk.texts.set(FILE, "same");
  documents.apply(changed("changed"));
  await settled();
  expect(documents.get(FILE)).toMatchObject({ dirty: false, hash: hashOf("same") });
});

test("a removed file can be saved again", async () => {
  const { disk, documents } = await opened();
  disk.texts.delete(FILE);
  documents.apply(changed("removed"));
  await settled();
  expect(documents.get(FILE)).toMatchObject({ disk: { kind: "removed" } });
  expect(await documents.save(FILE)).toBe(true);
  expect(disk.texts.get(FILE)).toBe("one");
  expect(documents.get(FILE)).toMatchObject({ disk: { kind: "same" } });
});

test("a file replaced by remove and add was never gone", async () => {
  const { disk, documents } = await opened();
  const seen: unknown[] = [];
  documents.store.subscribe((all) => seen.push(all.get(FILE)));
  disk.texts.delete(FILE);
  documents.apply(changed("removed"));
  disk.texts.set(FILE, "again");
  documents.apply(changed("added"));
  await settled();
  expect(seen).not.toContainEqual(expect.objectContaining({ disk: { kind: "removed" } }));
  expect(documents.get(FILE)).toMatchObject({ hash: hashOf("again") });
});

test("unsaved work on a file that is gone from disk comes back, and can be saved", async () => {
  const before = await opened();
  before.buffer().replace("half done");
  const draft = before.drafts.kept.get(FILE)?.();
  before.drafts.kept.set(FILE, () => draft as Draft);
  before.disk.texts.delete(FILE);
  const after = new Documents(before.disk, before.drafts, (_path, text) => new Buffer(text));
  await after.open(FILE);
  expect(after.buffer(FILE)?.text()).toBe("half done");
  expect(after.get(FILE)).toMatchObject({ dirty: true, disk: { kind: "removed" } });
  expect(await after.save(FILE)).toBe(true);
  expect(before.disk.texts.get(FILE)).toBe("half done");
});

test("unsaved work comes back after a reload of the window", async () => {
  const before = await opened();
  before.buffer().replace("half done");
  const after = new Documents(before.disk, before.drafts, (_path, text) => new Buffer(text));
  await after.open(FILE);
  expect(after.buffer(FILE)?.text()).toBe("half done");
  expect(after.get(FILE)).toMatchObject({ dirty: true, disk: { kind: "same" } });
  expect(await after.save(FILE)).toBe(true);
});

test("unsaved work from before a change on disk comes back as a conflict", async () => {
  const before = await opened();
  before.buffer().replace("half done");
  const draft = before.drafts.kept.get(FILE)?.();
  before.disk.texts.set(FILE, "theirs");
  before.drafts.kept.set(FILE, () => draft as Draft);
  const after = new Documents(before.disk, before.drafts, (_path, text) => new Buffer(text));
  await after.open(FILE);
  expect(after.get(FILE)).toMatchObject({ dirty: true, disk: { kind: "changed" } });
  expect(await after.save(FILE)).toBe(false);
  expect(before.disk.texts.get(FILE)).toBe("theirs");
});

test("another encoding is kept with the unsaved text, and the disk's is read in one", async () => {
  const { disk, drafts } = await opened();
  const asked: unknown[] = [];
  const files: EditorFiles = {
    read: (path, encoding) => {
      asked.push(encoding);
      return disk.read(path);
    },
    write: (input) => {
      asked.push(input.encoding);
      return disk.write(input);
    },
  };
  const documents = new Documents(files, drafts, (_path, content) => new Buffer(content));
  await documents.open(FILE);
  expect(await documents.saveIn(FILE, "utf-16le")).toBe(true);
  expect(documents.get(FILE)).toMatchObject({ dirty: false, encoding: "utf-16le" });
  await documents.reopenIn(FILE, "latin1");
  expect(asked).toEqual([undefined, "utf-16le", "latin1"]);
});

test("a file with unsaved work is not read anew in another encoding", async () => {
  const { documents, buffer } = await opened();
  buffer().replace("mine");
  await documents.reopenIn(FILE, "latin1");
  expect(buffer().text()).toBe("mine");
  expect(documents.get(FILE)).toMatchObject({ dirty: true, encoding: "utf-8" });
});

test("what makes a text ready to be saved goes to disk, and a conflict that arises meanwhile stays", async () => {
  const { disk, drafts } = await opened();
  let meanwhile = (): void => undefined;
  const documents = new Documents(
    disk,
    drafts,
    (_path, content) => new Buffer(content),
    async (path) => {
      meanwhile();
      const text = documents.buffer(path);
      text?.replace(`${text.text()}!`);
      return { encoding: "utf-8-bom" };
    },
  );
  await documents.open(FILE);
  (documents.buffer(FILE) as Buffer).replace("two");
  expect(await documents.save(FILE)).toBe(true);
  expect(disk.texts.get(FILE)).toBe("two!");
  expect(documents.get(FILE)).toMatchObject({ dirty: false, encoding: "utf-8-bom" });
  (documents.buffer(FILE) as Buffer).replace("three");
  meanwhile = () => disk.texts.set(FILE, "theirs");
  expect(await documents.save(FILE)).toBe(false);
  expect(disk.texts.get(FILE)).toBe("theirs");
});

test("a renamed file keeps its unsaved work", async () => {
  const { disk, documents, buffer } = await opened();
  buffer().replace("mine");
  const to = "src/Shell.tsx" as FilePath;
  disk.texts.set(to, "one");
  disk.texts.delete(FILE);
  documents.move("src/App.tsx" as FilePath, to);
  expect(documents.get(FILE)).toBeUndefined();
  expect(documents.get(to)).toMatchObject({ dirty: true });
  expect(await documents.save(to)).toBe(true);
  expect(disk.texts.get(to)).toBe("mine");
});

test("a file that cannot be read says why and can be tried again", async () => {
  const { disk, documents } = await opened();
  const other = "other.ts" as FilePath;
  await documents.open(other);
  expect(documents.get(other)).toEqual({
    kind: "failed",
    problem: { code: "not-found", message: "gone" },
  });
  disk.texts.set(other, "here");
  await documents.open(other);
  expect(documents.get(other)).toMatchObject({ kind: "text", dirty: false });
});
