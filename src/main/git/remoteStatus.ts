import type { RemoteStatus } from "../../common/contracts/versions.ts";
import { configValue, type GitConfig } from "./gitConfigFile.ts";
import { aheadBehind } from "./history.ts";
import type { Repository } from "./repository.ts";

/** The remote a branch belongs to; null when the repository has none. */
export function remoteOf(config: GitConfig, branch: string | null): string | null {
  const followed = branch === null ? null : configValue(config, `branch.${branch}.remote`);
  if (followed !== null && configValue(config, `remote.${followed}.url`) !== null) return followed;
  const names = [...config.keys()].flatMap((key) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []);
  return names.includes("origin") ? "origin" : (names[0] ?? null);
}

/** The name the branch has at its remote; null when it follows none. */
export function followedBranch(config: GitConfig, branch: string | null): string | null {
  if (branch === null) return null;
  const merge = configValue(config, `branch.${branch}.merge`);
  return merge?.replace(/^refs\/heads\//, "") ?? null;
}

export async function remoteStatus(
  repository: Repository,
  branch: string | null,
  commit: string | null,
): Promise<RemoteStatus | null> {
  const config = repository.config();
  const name = remoteOf(config, branch);
  if (name === null) return null;
  const url = withoutUser(configValue(config, `remote.${name}.url`) ?? "");
  const followed = followedBranch(config, branch);
  const there =
    followed === null ? null : await repository.refs.resolve(`refs/remotes/${name}/${followed}`);
  if (followed === null || there === null)
    return { name, url, branch: followed, ahead: 0, behind: 0 };
  const counts =
    commit === null ? { ahead: 0, behind: 0 } : await aheadBehind(repository, commit, there);
  return { name, url, branch: followed, ...counts };
}

/** An address may hold a password; views and logs must not. */
function withoutUser(url: string): string {
  return url.replace(/^(https?:\/\/)[^/@]*@/, "$1");
}
