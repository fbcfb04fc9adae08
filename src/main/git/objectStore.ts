import { createHash, randomBytes } from "node:crypto";
import fs, { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { renameSync, writeSync } from "node:fs";
import path from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import git from "isomorphic-git";
import { problem } from "../../common/contracts/problem.ts";

export type ObjectType = "blob" | "tree" | "commit" | "tag";

export interface TreeItem {
  readonly name: string;
  readonly mode: number;
  readonly oid: string;
}

export interface CommitObject {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string; readonly at: number };
}

export const FOLDER_MODE = 0o040000;

/**
 * The objects of one repository. Loose ones are read and written here, in git's own format and
 * at the disk's speed; packs are read by isomorphic-git, whose cache keeps their indexes.
 */
export class ObjectStore {
  readonly #gitDir: string;
  #packs: object = {};

  constructor(gitDir: string) {
    this.#gitDir = gitDir;
  }

  /** Lets go of what was read of packs: after new ones came, and when nobody asks for a while. */
  forgetPacks(): void {
    this.#packs = {};
  }

  /** @throws `not-found` when the repository lacks the object. */
  async read(oid: string): Promise<{ readonly type: ObjectType; readonly bytes: Buffer }> {
    const loose = this.#readLoose(oid);
    if (loose !== null) return loose;
    try {
      const found = await git.readObject({
        fs,
        gitdir: this.#gitDir,
        oid,
        format: "content",
        cache: this.#packs,
      });
      if (found.format !== "content") throw new Error(`object came as ${found.format}`);
      return { type: found.type as ObjectType, bytes: Buffer.from(found.object) };
    } catch (error) {
      throw problem("not-found", "A version is missing from this repository.", {
        next: "It may be a partial copy: fetch it with git, then try again.",
        details: `${oid}: ${String(error)}`,
      });
    }
  }

  async readTree(oid: string): Promise<readonly TreeItem[]> {
    return parseTree((await this.read(oid)).bytes);
  }

  async readCommit(oid: string): Promise<CommitObject> {
    const { type, bytes } = await this.read(oid);
    if (type === "tag")
      return this.readCommit(/^object ([0-9a-f]{40})/.exec(String(bytes))?.[1] ?? "");
    return parseCommit(bytes.toString("utf8"));
  }

  /** Whether the object is here, loose or packed. */
  async has(oid: string): Promise<boolean> {
    return this.read(oid).then(
      () => true,
      () => false,
    );
  }

  /**
   * Writes an object unless it is there; content is addressed by its hash.
   *
   * @param isDurable waits for the disk: for what exists nowhere else.
   */
  write(type: ObjectType, bytes: Uint8Array, isDurable = false): string {
    const oid = hashObject(type, bytes);
    const file = this.#loosePath(oid);
    if (existsSync(file)) return oid;
    mkdirSync(path.dirname(file), { recursive: true });
    const staged = path.join(path.dirname(file), `tmp_obj_${randomBytes(6).toString("hex")}`);
    const handle = openSync(staged, "wx", 0o444);
    try {
      writeSync(handle, deflateSync(Buffer.concat([header(type, bytes), bytes]), { level: 1 }));
      if (isDurable) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(staged, file);
    return oid;
  }

  #readLoose(oid: string): { type: ObjectType; bytes: Buffer } | null {
    let packed: Buffer;
    try {
      packed = readFileSync(this.#loosePath(oid));
    } catch {
      // Not loose: it may be in a pack.
      return null;
    }
    const whole = inflateSync(packed);
    const end = whole.indexOf(0);
    const [type = ""] = whole.toString("latin1", 0, end).split(" ");
    return { type: type as ObjectType, bytes: whole.subarray(end + 1) };
  }

  #loosePath(oid: string): string {
    return path.join(this.#gitDir, "objects", oid.slice(0, 2), oid.slice(2));
  }
}

export function hashObject(type: ObjectType, bytes: Uint8Array): string {
  return createHash("sha1").update(header(type, bytes)).update(bytes).digest("hex");
}

function header(type: ObjectType, bytes: Uint8Array): Buffer {
  return Buffer.from(`${type} ${bytes.length}\0`, "latin1");
}

function parseTree(bytes: Buffer): readonly TreeItem[] {
  const items: TreeItem[] = [];
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    items.push({
      mode: Number.parseInt(bytes.toString("latin1", at, space), 8),
      name: bytes.toString("utf8", space + 1, end),
      oid: bytes.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return items;
}

export function serializeTree(items: readonly TreeItem[]): Buffer {
  // Git sorts a folder as if its name ended with a slash.
  const keyOf = ({ name, mode }: TreeItem): string =>
    Buffer.from(mode === FOLDER_MODE ? `${name}/` : name, "utf8").toString("latin1");
  const sorted = items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return Buffer.concat(
    sorted.flatMap(({ mode, name, oid }) => [
      Buffer.from(`${mode.toString(8)} ${name}\0`, "utf8"),
      Buffer.from(oid, "hex"),
    ]),
  );
}

function parseCommit(text: string): CommitObject {
  const split = text.indexOf("\n\n");
  const head = split === -1 ? text : text.slice(0, split);
  const parents = [...head.matchAll(/^parent ([0-9a-f]{40})$/gm)].map(([, oid = ""]) => oid);
  const author = /^author (.*) <(.*)> (\d+) [+-]\d{4}$/m.exec(head);
  return {
    tree: /^tree ([0-9a-f]{40})$/m.exec(head)?.[1] ?? "",
    parents,
    message: split === -1 ? "" : text.slice(split + 2),
    author: {
      name: author?.[1] ?? "",
      email: author?.[2] ?? "",
      at: Number(author?.[3] ?? 0) * 1000,
    },
  };
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Kept from the commit that is amended; the commit's own time when left out. */
  readonly authored?: { readonly name: string; readonly email: string; readonly at: number };
  readonly now: number;
}

export function serializeCommit(commit: NewCommit): Buffer {
  const authored = commit.authored ?? { ...commit.author, at: commit.now };
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${signature(authored, authored.at)}`,
    `committer ${signature(commit.author, commit.now)}`,
    "",
    `${commit.message.replaceAll("\r\n", "\n").trimEnd()}\n`,
  ];
  return Buffer.from(lines.join("\n"), "utf8");
}

function signature({ name, email }: { name: string; email: string }, at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const sign = minutes < 0 ? "-" : "+";
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, "0");
  const rest = String(Math.abs(minutes) % 60).padStart(2, "0");
  const plain = (text: string): string => text.replaceAll(/[<>\n\r]/g, "").trim();
  return `${plain(name)} <${plain(email)}> ${Math.floor(at / 1000)} ${sign}${hours}${rest}`;
}
