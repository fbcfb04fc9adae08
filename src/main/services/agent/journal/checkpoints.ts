import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { RunId } from "../../../../common/contracts/chat.ts";
import type { CommitId } from "../../../../common/contracts/versions.ts";
import { toProblem } from "../../../../common/contracts/problem.ts";
import type { Log } from "../../../../common/base/log.ts";
import type { RunCheckpoints } from "../agentPorts.ts";
import type { ChangeRepository } from "./changeRecord.ts";
import type { Restored, RestoreInput, Restorer } from "./restorer.ts";

/** Commits files of an app to its versions. */
export interface CommitFiles {
  /** Null when there is nothing to commit, or no way to without taking the person's work along. */
  commit(appId: AppId, paths: readonly FilePath[], message: string): Promise<CommitId | null>;
}

export interface CheckpointsOptions {
  readonly changes: ChangeRepository;
  readonly restorer: Restorer;
  readonly commits: CommitFiles;
  readonly log: Log;
}

/** Every run is a checkpoint: in the journal, and as a commit for people to read. */
export class Checkpoints implements RunCheckpoints {
  readonly #options: CheckpointsOptions;

  constructor(options: CheckpointsOptions) {
    this.#options = options;
  }

  /** A commit that cannot be made costs nothing: the journal takes back what a run did. */
  async runEnded(run: {
    readonly appId: AppId;
    readonly run: RunId;
    readonly title: string;
  }): Promise<CommitId | null> {
    const { changes, commits, log } = this.#options;
    const made = changes.ofRun(run.appId, run.run);
    const paths = new Set(
      made.flatMap((change) =>
        change.kind === "moved" ? [change.path, change.from] : [change.path],
      ),
    );
    if (paths.size === 0) return null;
    try {
      return await commits.commit(run.appId, [...paths], run.title);
    } catch (error) {
      log.warn("a run was not committed", { run: run.run, reason: toProblem(error).message });
      return null;
    }
  }

  restore(input: RestoreInput): Promise<Restored> {
    return this.#options.restorer.restore(input);
  }
}
