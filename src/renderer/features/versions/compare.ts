import type { AppId } from "../../../common/apps/appId.ts";
import { fileName, type FilePath } from "../../../common/apps/filePath.ts";
import type {
  Commit,
  CommittedChange,
  FileRevision,
  VersionChange,
} from "../../../common/contracts/versions.ts";
import { type ComparedText, openComparison, openFile } from "../../client/editorIntents.ts";
import { studio } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { notify } from "../../ui/notifications.ts";
import { act } from "./act.ts";

const words = text.versions;

/** Shows what a change does: to the staged version, or to the file on disk. */
export async function compareChange(change: VersionChange, isStaged: boolean): Promise<void> {
  const { path, staged, unstaged } = change;
  if (change.conflict !== null) return openFile(path, { pinned: true });
  if (!isStaged && unstaged === "untracked") return openFile(path);
  await act(async (appId) => {
    const before = isStaged || staged === null ? "head" : "staged";
    const left = await side(appId, { path, revision: before, title: words.sides[before] });
    if (left === null) return isStaged ? undefined : openFile(path);
    if (isStaged) {
      const after = { path, revision: "staged" as const, title: words.sides.staged };
      const right = staged === "deleted" ? NOTHING : await side(appId, after);
      if (right !== null)
        show(path, { id: `staged:${path}`, what: words.sides.staged, left, right });
      return undefined;
    }
    const right = unstaged === "deleted" ? NOTHING : { file: path, title: words.sides.disk };
    show(path, { id: `changed:${path}`, what: words.sides.disk, left, right });
    return undefined;
  });
}

/** Shows both sides of a conflict. */
export async function compareSides(path: FilePath): Promise<void> {
  await act(async (appId) => {
    const left = await side(appId, { path, revision: "ours", title: words.sides.ours });
    const right = await side(appId, { path, revision: "theirs", title: words.sides.theirs });
    if (left === null || right === null) return;
    show(path, { id: `sides:${path}`, what: words.conflicts["both-modified"], left, right });
  });
}

/** Shows what a commit did to a file. */
export async function compareCommitted(commit: Commit, change: CommittedChange): Promise<void> {
  const { path, from, kind } = change;
  const [parent] = commit.parents;
  const short = commit.id.slice(0, 7);
  await act(async (appId) => {
    const older = { path: from ?? path, revision: parent ?? commit.id, title: words.sides.before };
    const left = kind === "added" || parent === undefined ? NOTHING : await side(appId, older);
    const newer = { path, revision: commit.id, title: short };
    const right = kind === "deleted" ? NOTHING : await side(appId, newer);
    if (left === null || right === null) return;
    show(path, { id: `commit:${commit.id}:${path}`, what: short, left, right });
  });
}

/** Compares the file as it is edited with the last commit. */
export async function compareWithHead(path: FilePath): Promise<void> {
  await act(async (appId) => {
    const left = await side(appId, { path, revision: "head", title: words.sides.head });
    if (left === null) return;
    const right = { file: path, title: words.sides.disk };
    show(path, { id: `head:${path}`, what: words.sides.head, left, right });
  });
}

const NOTHING: ComparedText = { title: words.sides.nothing, text: "" };

interface Side {
  readonly path: FilePath;
  readonly revision: FileRevision;
  readonly title: string;
}

/** Null when it cannot be shown as text, which the person is told. */
async function side(appId: AppId, { path, revision, title }: Side): Promise<ComparedText | null> {
  const content = await studio.versions.version.query({ appId, path, revision });
  if (content.kind === "absent") return { ...NOTHING, title };
  if (content.kind === "text") return { title, text: content.text };
  notify({ level: "info", title: words.binary(fileName(path)) });
  return null;
}

interface Shown {
  readonly id: string;
  readonly what: string;
  readonly left: ComparedText;
  readonly right: Parameters<typeof openComparison>[0]["right"];
}

function show(path: FilePath, { id, what, left, right }: Shown): void {
  openComparison({ id, title: words.comparison(fileName(path), what), path, left, right });
}
