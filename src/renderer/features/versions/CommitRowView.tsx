import type { ReactElement } from "react";
import type { Commit } from "../../../common/contracts/versions.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { formatAgo } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { toggleCommit } from "./historyStore.ts";
import { openDialog } from "./versionsView.ts";

const words = text.versions;
const MAX_REFS = 2;

interface CommitRowViewProps {
  readonly commit: Commit;
  /** Whether what it changed is shown below. */
  readonly open: boolean;
}

export function CommitRowView({ commit, open }: CommitRowViewProps): ReactElement {
  const appId = useCurrentApp((current) => current.appId);
  const { id, message, author, at, refs, parents } = commit;
  const [subject = ""] = message.split("\n");
  const isMerge = parents.length > 1;
  return (
    <ContextMenu
      items={[
        { id: "copy", label: words.copyId, run: () => void navigator.clipboard.writeText(id) },
        {
          id: "branch",
          label: words.branchHere,
          run: () => openDialog({ kind: "branchAt", commit: id }),
        },
      ]}
    >
      <button
        type="button"
        title={message.trim()}
        aria-label={words.commitLabel(subject)}
        aria-expanded={open}
        onClick={() => appId !== null && void toggleCommit(appId, id)}
        className={classNames(
          "relative flex h-10 w-full items-center gap-2 pr-3 pl-3 text-left hover:bg-hover",
          open && "bg-active",
        )}
      >
        <span
          aria-hidden="true"
          className="absolute top-0 bottom-0 left-[17px] w-px bg-line-strong"
        />
        <span
          aria-hidden="true"
          className={classNames(
            "relative size-2.75 shrink-0 rounded-full border-2",
            isMerge ? "border-info bg-panel" : "border-accent bg-panel",
            refs.length > 0 && "bg-accent-solid",
          )}
        />
        <span className="min-w-0 flex-1 text-xs">
          <span className="flex min-w-0 items-center gap-1.5">
            <span className="min-w-0 truncate text-fg">{subject}</span>
            {refs.slice(0, MAX_REFS).map((ref) => (
              <span
                key={ref}
                className="max-w-24 shrink-0 truncate rounded-sm bg-accent-soft px-1 text-accent"
              >
                {ref}
              </span>
            ))}
          </span>
          <span className="block truncate text-fg-3">
            {author.name}, {formatAgo(at)}
          </span>
        </span>
      </button>
    </ContextMenu>
  );
}
