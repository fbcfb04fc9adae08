import { GitCommitVertical, X } from "lucide-react";
import { type ReactElement, useEffect } from "react";
import { fileName } from "../../../common/apps/filePath.ts";
import type {
  Commit,
  CommittedChange,
  ReadyRepository,
} from "../../../common/contracts/versions.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { CommitRowView } from "./CommitRowView.tsx";
import { CommittedRowView } from "./CommittedRowView.tsx";
import { readHistory, readMore, useHistory } from "./historyStore.ts";
import { showHistoryOf, useVersionsView } from "./versionsView.ts";

const words = text.versions;

type Row =
  | { readonly type: "commit"; readonly commit: Commit }
  | { readonly type: "change"; readonly commit: Commit; readonly change: CommittedChange }
  | { readonly type: "more" };

/** The commits of the app or of one file, newest first. */
export function HistoryList({
  repository: { commit },
}: {
  readonly repository: ReadyRepository;
}): ReactElement | null {
  const appId = useCurrentApp((current) => current.appId);
  const path = useVersionsView((view) => view.historyOf);
  const { commits, problem } = useHistory();
  useEffect(() => {
    if (appId !== null) void readHistory({ appId, path, commit });
  }, [appId, path, commit]);
  if (appId === null) return null;
  return (
    <>
      {path !== null && (
        <div className="flex h-7 shrink-0 items-center gap-1 border-y border-line bg-raised pr-1.5 pl-3">
          <p title={path} className="min-w-0 flex-1 truncate text-xs text-fg">
            {words.fileHistory(fileName(path))}
          </p>
          <IconButton
            size="sm"
            icon={X}
            label={words.allHistory}
            onClick={() => showHistoryOf(null)}
          />
        </div>
      )}
      <div className="min-h-0 flex-1 border-t border-line">
        {problem !== null && commits === null ? (
          <ErrorState
            title={words.failed.title}
            cause={problem.message}
            next={problem.next}
            details={problem.details}
            action={
              <Button onClick={() => void readHistory({ appId, path, commit })}>
                {words.failed.retry}
              </Button>
            }
          />
        ) : commits === null ? (
          <Skeleton rows={8} />
        ) : commits.length === 0 ? (
          <EmptyState
            icon={GitCommitVertical}
            title={words.historyEmpty.title}
            body={words.historyEmpty.body}
          />
        ) : (
          <Commits onMore={() => void readMore({ appId, path, commit })} />
        )}
      </div>
    </>
  );
}

function Commits({ onMore }: { readonly onMore: () => void }): ReactElement {
  const { commits, next, opened, changes, loading } = useHistory();
  const rows = (commits ?? []).flatMap((commit): readonly Row[] => {
    const below = commit.id === opened ? (changes.get(commit.id) ?? []) : [];
    return [
      { type: "commit", commit },
      ...below.map((change) => ({ type: "change", commit, change }) as const),
    ];
  });
  return (
    <VirtualList
      items={next === null ? rows : [...rows, { type: "more" }]}
      keyOf={keyOf}
      rowHeight={40}
      label={words.history}
      row={(row) => {
        if (row.type === "commit") {
          return <CommitRowView commit={row.commit} open={row.commit.id === opened} />;
        }
        if (row.type === "change") {
          return <CommittedRowView commit={row.commit} change={row.change} />;
        }
        return (
          <div className="p-2">
            <Button size="sm" tone="quiet" busy={loading} className="w-full" onClick={onMore}>
              {words.loadMore}
            </Button>
          </div>
        );
      }}
    />
  );
}

function keyOf(row: Row): string {
  if (row.type === "more") return "more";
  return row.type === "commit" ? row.commit.id : `${row.commit.id} ${row.change.path}`;
}
