import type { AppId } from "../../common/apps/appId.ts";
import type { FilePath } from "../../common/apps/filePath.ts";
import type { CommitId, VersionsState } from "../../common/contracts/versions.ts";
import type { CommitFiles } from "../services/agent/journal/checkpoints.ts";
import type { VersionsService } from "../services/versions/versionsService.ts";

/**
 * Commits what a run changed. Where the person has staged something, or is in the middle of a
 * merge, nothing is committed: it would take their work along.
 */
export class RunCommits implements CommitFiles {
  readonly #versions: Pick<VersionsService, "watch" | "refresh" | "stage" | "unstage" | "commit">;

  constructor(
    versions: Pick<VersionsService, "watch" | "refresh" | "stage" | "unstage" | "commit">,
  ) {
    this.#versions = versions;
  }

  async commit(
    appId: AppId,
    paths: readonly FilePath[],
    message: string,
  ): Promise<CommitId | null> {
    await this.#versions.refresh(appId);
    const changed = changedOf(this.#versions.watch(appId).value, paths);
    if (changed.length === 0) return null;
    await this.#versions.stage(appId, changed);
    try {
      const made = await this.#versions.commit(appId, { message, amend: false });
      if (made.kind === "committed") return made.id;
    } catch (error) {
      await this.#versions.unstage(appId, changed);
      throw error;
    }
    // Nobody knows yet who commits.
    await this.#versions.unstage(appId, changed);
    return null;
  }
}

function changedOf({ repository }: VersionsState, paths: readonly FilePath[]): FilePath[] {
  if (repository.kind !== "ready" || repository.merging !== null) return [];
  if (repository.counts.staged > 0 || repository.counts.conflicts > 0) return [];
  return repository.changes.flatMap(({ path }) => {
    const isMine = paths.some((each) => path === each || path.startsWith(`${each}/`));
    return isMine ? [path] : [];
  });
}
