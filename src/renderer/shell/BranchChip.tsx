import { ArrowDown, ArrowUp, GitBranch } from "lucide-react";
import type { ReactElement } from "react";
import { useRepository } from "../client/versions.ts";
import { formatNumber } from "../messages/format.ts";
import { text } from "../messages/text.ts";
import { CHIP } from "../ui/chip.ts";
import { runCommand } from "../ui/commands.ts";

const words = text.versions;

/** The branch the app is on, and how far it is from its remote; switches to another one. */
export function BranchChip(): ReactElement | null {
  const repository = useRepository();
  if (repository === null) return null;
  const { branch, commit, remote, counts } = repository;
  const name = branch ?? words.detached(commit?.slice(0, 7) ?? "");
  const isChanged = counts.staged + counts.unstaged + counts.conflicts > 0;
  return (
    <button
      type="button"
      aria-label={words.branchLabel(name)}
      onClick={() => runCommand("versions.branches")}
      className={`${CHIP} min-w-0 shrink max-md:hidden`}
    >
      <GitBranch aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={1.75} />
      <span className="max-w-36 truncate">
        {name}
        {isChanged && "*"}
      </span>
      {remote !== null && remote.behind > 0 && (
        <span className="flex items-center tabular-nums">
          <ArrowDown aria-hidden="true" className="size-3" />
          {formatNumber(remote.behind)}
        </span>
      )}
      {remote !== null && remote.ahead > 0 && (
        <span className="flex items-center tabular-nums">
          <ArrowUp aria-hidden="true" className="size-3" />
          {formatNumber(remote.ahead)}
        </span>
      )}
    </button>
  );
}
