import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { problem } from "../../common/contracts/problem.ts";
import { Exclusions } from "./exclusions.ts";
import { configValue, type GitConfig, isOn, parseGitConfig } from "./gitConfigFile.ts";
import { IndexFile } from "./indexFile.ts";
import { type CommitObject, ObjectStore } from "./objectStore.ts";
import { Refs } from "./refs.ts";
import { type FlatTree, flattenTree } from "./trees.ts";

/** What is found where a repository could be. */
export type Located =
  | { readonly kind: "ready"; readonly repository: Repository }
  | { readonly kind: "none" }
  | { readonly kind: "unsupported"; readonly reason: string };

export interface Head {
  /** Null while HEAD is at no branch. */
  readonly branch: string | null;
  /** Null before the first commit. */
  readonly commit: string | null;
}

const MAX_KNOWN_COMMITS = 50_000;

/** The repository of one app: its parts, and what of it is worth keeping in memory. */
export class Repository {
  readonly root: string;
  readonly gitDir: string;
  readonly objects: ObjectStore;
  readonly refs: Refs;
  readonly index: IndexFile;
  readonly #trees = new Map<string, FlatTree>();
  readonly #commits = new Map<string, CommitObject>();
  #exclusions: Exclusions | null = null;

  constructor(root: string) {
    this.root = root;
    this.gitDir = path.join(root, ".git");
    this.objects = new ObjectStore(this.gitDir);
    this.refs = new Refs(this.gitDir);
    this.index = new IndexFile(this.gitDir);
  }

  async head(): Promise<Head> {
    const branch = this.refs.headBranch();
    const commit = await this.refs.resolve(branch === null ? "HEAD" : `refs/heads/${branch}`);
    return { branch, commit };
  }

  /** All files of a commit; none for null, as before the first one. */
  async treeOf(commit: string | null): Promise<FlatTree> {
    if (commit === null) return new Map();
    const { tree } = await this.commit(commit);
    const known = this.#trees.get(tree);
    if (known !== undefined) return known;
    const flat = await flattenTree(this.objects, tree);
    // HEAD's, and one to compare it with: each may hold 10,000 files.
    if (this.#trees.size >= 4) this.#trees.delete([...this.#trees.keys()][0] ?? "");
    this.#trees.set(tree, flat);
    return flat;
  }

  async commit(id: string): Promise<CommitObject> {
    const known = this.#commits.get(id);
    if (known !== undefined) return known;
    const commit = await this.objects.readCommit(id);
    if (this.#commits.size >= MAX_KNOWN_COMMITS) this.#commits.clear();
    this.#commits.set(id, commit);
    return commit;
  }

  get exclusions(): Exclusions {
    const own = configValue(personalConfig(), "core.excludesfile");
    this.#exclusions ??= new Exclusions(this.root, [
      own === null ? path.join(configHome(), "git", "ignore") : expandHome(own),
      path.join(this.gitDir, "info", "exclude"),
    ]);
    return this.#exclusions;
  }

  config(): GitConfig {
    return parseGitConfig(readOr(path.join(this.gitDir, "config"), ""));
  }

  /** The repository's own value, else the person's. */
  setting(key: string): string | null {
    return configValue(this.config(), key) ?? configValue(personalConfig(), key);
  }

  /** Lets go of what can be read again, when nobody has asked for a while. */
  rest(): void {
    this.objects.forgetPacks();
    this.#commits.clear();
  }
}

/**
 * Looks what an app's folder has of a repository. One that Studio would misread is refused with a
 * reason, never half understood.
 */
export function locateRepository(root: string): Located {
  const gitDir = path.join(root, ".git");
  const stats = statSync(gitDir, { throwIfNoEntry: false });
  if (stats === undefined) {
    const outer = outerRepository(root);
    return outer === null ? { kind: "none" } : { kind: "unsupported", reason: partOf(outer) };
  }
  if (!stats.isDirectory()) {
    return {
      kind: "unsupported",
      reason: "This folder is a linked worktree or a submodule. Use git itself for its versions.",
    };
  }
  const repository = new Repository(root);
  const config = repository.config();
  const format = configValue(config, "extensions.objectformat");
  if (format !== null && format !== "sha1") return refused(`${format} object names`);
  if (configValue(config, "extensions.refstorage") === "reftable") return refused("reftables");
  if (isOn(configValue(config, "core.sparsecheckout"))) return refused("a sparse checkout");
  if (isOn(configValue(config, "core.bare"))) return refused("no working files");
  return { kind: "ready", repository };
}

function refused(what: string): Located {
  const reason = `This repository uses ${what}, which Studio does not read. Use git itself for its versions.`;
  return { kind: "unsupported", reason };
}

function outerRepository(root: string): string | null {
  for (let folder = path.dirname(root); folder !== path.dirname(folder);) {
    if (statSync(path.join(folder, ".git", "HEAD"), { throwIfNoEntry: false })) return folder;
    folder = path.dirname(folder);
  }
  return null;
}

function partOf(outer: string): string {
  return `This folder is part of the repository at ${outer}. Open that folder to see its versions.`;
}

/** @throws `not-found`, or `invalid-input` with the reason, when there is none to work with. */
export function openRepository(root: string): Repository {
  const located = locateRepository(root);
  if (located.kind === "ready") return located.repository;
  if (located.kind === "unsupported") throw problem("invalid-input", located.reason);
  throw problem("not-found", "This app has no versions yet.", { next: "Begin them first." });
}

let personal: { readonly config: GitConfig; readonly at: number } | null = null;
const PERSONAL_MS = 5_000;

/** The person's own git settings, `~/.gitconfig`; what they include is not followed. */
export function personalConfig(): GitConfig {
  if (personal === null || performance.now() - personal.at > PERSONAL_MS) {
    const general = readOr(path.join(configHome(), "git", "config"), "");
    const own = readOr(path.join(homedir(), ".gitconfig"), "");
    personal = { config: parseGitConfig(`${general}\n${own}`), at: performance.now() };
  }
  return personal.config;
}

function configHome(): string {
  const named = process.env["XDG_CONFIG_HOME"];
  return named === undefined || named === "" ? path.join(homedir(), ".config") : named;
}

function expandHome(file: string): string {
  return file.startsWith("~/") ? path.join(homedir(), file.slice(2)) : file;
}

export function readOr<T>(file: string, otherwise: T): string | T {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}
