import type {
  CommittedChange,
  FileRevision,
  VersionContent,
} from "../../common/contracts/versions.ts";
import { FilePath } from "../../common/apps/filePath.ts";
import { isBinary } from "./fileContent.ts";
import type { Repository } from "./repository.ts";
import { FOLDER_MODE } from "./objectStore.ts";
import { entryAt, type FlatTree, SUBMODULE_MODE, type TreeFile } from "./trees.ts";

const MAX_TEXT_BYTES = 5 * 1024 * 1024;
const STAGES: ReadonlyMap<FileRevision, number> = new Map([
  ["base", 1],
  ["ours", 2],
  ["theirs", 3],
]);

/** A file as it is in a commit, as it is staged, or as one side of a conflict has it. */
export async function readVersion(
  repository: Repository,
  file: string,
  revision: FileRevision,
): Promise<VersionContent> {
  const found = await locate(repository, file, revision);
  if (found === null || found.mode === SUBMODULE_MODE) return { kind: "absent" };
  const { bytes } = await repository.objects.read(found.oid);
  if (bytes.length > MAX_TEXT_BYTES) return { kind: "too-large", size: bytes.length };
  if (isBinary(bytes)) return { kind: "binary", size: bytes.length };
  return { kind: "text", text: bytes.toString("utf8").replace(/^\ufeff/, "") };
}

async function locate(
  repository: Repository,
  file: string,
  revision: FileRevision,
): Promise<TreeFile | null> {
  if (revision === "staged") return repository.index.read().byPath.get(file) ?? null;
  const side = STAGES.get(revision);
  if (side !== undefined) return repository.index.read().conflicts.get(file)?.get(side) ?? null;
  const commit = revision === "head" ? (await repository.head()).commit : revision;
  if (commit === null) return null;
  const { tree } = await repository.commit(commit);
  const entry = await entryAt(repository.objects, tree, file);
  return entry === null || entry.mode === FOLDER_MODE ? null : entry;
}

/** What a commit did, against its first parent. A file that only moved is one change. */
export async function committedChanges(
  repository: Repository,
  id: string,
): Promise<readonly CommittedChange[]> {
  const { parents } = await repository.commit(id);
  const after = await repository.treeOf(id);
  // Where the history was cut, everything counts as new.
  const before = await repository.treeOf(parents[0] ?? null).catch(() => NO_FILES);
  const gone = new Map([...before].filter(([file]) => !after.has(file)));
  const fileByContent = new Map([...gone].map(([file, { oid }]) => [oid, file]));
  const changes: CommittedChange[] = [];
  for (const [file, version] of after) {
    const path = FilePath.safeParse(file).data;
    const known = before.get(file);
    if (path === undefined || isSame(known, version)) continue;
    const from = known === undefined ? fileByContent.get(version.oid) : undefined;
    if (from !== undefined && gone.delete(from)) {
      changes.push({ path, kind: "renamed", from: FilePath.parse(from) });
    } else changes.push({ path, kind: known === undefined ? "added" : "modified", from: null });
  }
  for (const file of gone.keys()) {
    const path = FilePath.safeParse(file).data;
    if (path !== undefined) changes.push({ path, kind: "deleted", from: null });
  }
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const NO_FILES: FlatTree = new Map();

function isSame(a: TreeFile | undefined, b: TreeFile): boolean {
  return a?.oid === b.oid && a.mode === b.mode;
}
