import { ArrowDown, ArrowUp, Ellipsis, GitBranch, RotateCw } from "lucide-react";
import type { ReactElement } from "react";
import type { ReadyRepository } from "../../../common/contracts/versions.ts";
import { useVersions } from "../../client/versions.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { discardFiles, refresh, stageFiles, unstageFiles } from "./changeActs.ts";
import { exchange } from "./remoteActs.ts";
import { openDialog } from "./versionsView.ts";

const words = text.versions;

/** Where the person is, and what can be done with all of it. */
export function BranchBar({ repository }: { readonly repository: ReadyRepository }): ReactElement {
  const { branch, commit, remote } = repository;
  const isRunning = useVersions(({ value }) => value?.exchange?.status === "running");
  const name = branch ?? words.detached(commit?.slice(0, 7) ?? "");
  return (
    <header className="flex h-8.5 shrink-0 items-center gap-0.5 border-b border-line pr-1.5 pl-1.5">
      <h2 className="sr-only">{words.title}</h2>
      <button
        type="button"
        aria-label={words.branchLabel(name)}
        onClick={() => openDialog({ kind: "branches" })}
        className="flex h-6.5 min-w-0 flex-1 items-center gap-1.5 rounded-md px-1.5 text-xs font-semibold text-fg hover:bg-hover"
      >
        <GitBranch aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" strokeWidth={1.75} />
        <span className="truncate">{name}</span>
      </button>
      {remote !== null && (
        <>
          <Count
            icon={ArrowDown}
            count={remote.behind}
            label={
              remote.behind > 0 ? words.behind(formatNumber(remote.behind)) : words.remote.pull
            }
            disabled={isRunning}
            onClick={() => void exchange("pull")}
          />
          <Count
            icon={ArrowUp}
            count={remote.ahead}
            label={pushLabel(remote)}
            disabled={isRunning}
            onClick={() => void exchange("push")}
          />
        </>
      )}
      <IconButton size="sm" icon={RotateCw} label={words.refresh} onClick={() => void refresh()} />
      <Menu
        align="end"
        trigger={<IconButton size="sm" icon={Ellipsis} label={words.more} />}
        items={moreItems(repository)}
      />
    </header>
  );
}

function pushLabel(remote: NonNullable<ReadyRepository["remote"]>): string {
  if (remote.branch === null) return words.remote.publish;
  return remote.ahead > 0 ? words.ahead(formatNumber(remote.ahead)) : words.remote.push;
}

interface CountProps {
  readonly icon: typeof ArrowUp;
  readonly count: number;
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function Count({ icon: Icon, count, label, disabled, onClick }: CountProps): ReactElement {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className={classNames(
        "flex h-6 min-w-6 shrink-0 items-center justify-center gap-0.5 rounded-md px-1 text-xs tabular-nums enabled:hover:bg-hover disabled:opacity-50",
        count > 0 ? "text-accent" : "text-fg-3",
      )}
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={1.75} />
      {count > 0 && formatNumber(count)}
    </button>
  );
}

function moreItems({ counts, remote }: ReadyRepository): readonly MenuItem[] {
  const isNone = remote === null;
  return [
    {
      id: "stage",
      label: words.stageAll,
      disabled: counts.unstaged === 0,
      run: () => void stageFiles(null),
    },
    {
      id: "unstage",
      label: words.unstageAll,
      disabled: counts.staged === 0,
      run: () => void unstageFiles(null),
    },
    {
      id: "discard",
      label: words.discardAll,
      danger: true,
      disabled: counts.unstaged === 0,
      run: () => void discardFiles(null),
    },
    { kind: "separator", id: "remote" },
    { id: "fetch", label: words.remote.fetch, disabled: isNone, run: () => void exchange("fetch") },
    { id: "pull", label: words.remote.pull, disabled: isNone, run: () => void exchange("pull") },
    { id: "push", label: words.remote.push, disabled: isNone, run: () => void exchange("push") },
    {
      id: "address",
      label: isNone ? words.remote.set : words.remote.change,
      ...(isNone ? {} : { hint: remote.url }),
      run: () => openDialog({ kind: "remote" }),
    },
  ];
}
