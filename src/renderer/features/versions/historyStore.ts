import { create } from "zustand";
import type { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import type { Commit, CommitId, CommittedChange } from "../../../common/contracts/versions.ts";
import { studio, toProblem } from "../../client/studio.ts";

interface History {
  /** Names what was asked for, so that a late answer of another question is left aside. */
  readonly key: string;
  /** Null until the first page came. */
  readonly commits: readonly Commit[] | null;
  /** How many commits the next page skips; null at the end. */
  readonly next: number | null;
  readonly loading: boolean;
  readonly problem: Problem | null;
  /** The commit whose files are shown. */
  readonly opened: CommitId | null;
  /** What commits changed, as far as it was asked for. */
  readonly changes: ReadonlyMap<CommitId, readonly CommittedChange[]>;
}

const NONE: History = {
  key: "",
  commits: null,
  next: null,
  loading: false,
  problem: null,
  opened: null,
  changes: new Map(),
};

export const useHistory = create<History>(() => NONE);

const PAGE = 50;

interface Asked {
  readonly appId: AppId;
  readonly path: FilePath | null;
  /** The newest commit: another one makes it another history. */
  readonly commit: string | null;
}

/** Reads the first page. What is shown stays until it is there. */
export async function readHistory(asked: Asked): Promise<void> {
  const key = JSON.stringify(asked);
  const before = useHistory.getState();
  if (before.key === key) return;
  const isSameFile = before.key !== "" && JSON.parse(before.key).path === asked.path;
  useHistory.setState({ ...(isSameFile ? before : NONE), key, loading: true, problem: null });
  await readPage(asked, key, 0);
}

export async function readMore(asked: Asked): Promise<void> {
  const { next, loading } = useHistory.getState();
  if (next === null || loading) return;
  useHistory.setState({ loading: true });
  await readPage(asked, JSON.stringify(asked), next);
}

async function readPage({ appId, path }: Asked, key: string, skip: number): Promise<void> {
  try {
    const page = await studio.versions.log.query({ appId, path, skip, limit: PAGE });
    const { key: now, commits } = useHistory.getState();
    if (now !== key) return;
    const known = skip === 0 ? [] : (commits ?? []);
    useHistory.setState({
      commits: [...known, ...page.commits],
      next: page.next,
      loading: false,
      problem: null,
    });
  } catch (error) {
    if (useHistory.getState().key === key) {
      useHistory.setState({ key: "", loading: false, problem: toProblem(error) });
    }
  }
}

/** Shows or hides what a commit changed. */
export async function toggleCommit(appId: AppId, id: CommitId): Promise<void> {
  const { opened, changes } = useHistory.getState();
  if (opened === id) return useHistory.setState({ opened: null });
  useHistory.setState({ opened: id });
  if (changes.has(id)) return;
  try {
    const found = await studio.versions.changesOf.query({ appId, id });
    useHistory.setState((state) => ({ changes: new Map(state.changes).set(id, found) }));
  } catch (error) {
    useHistory.setState({ problem: toProblem(error) });
  }
}
