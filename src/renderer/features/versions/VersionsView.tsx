import { GitBranch, GitCommitVertical } from "lucide-react";
import type { ReactElement } from "react";
import type { ReadyRepository } from "../../../common/contracts/versions.ts";
import { useVersions } from "../../client/versions.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ActProblem } from "./ActProblem.tsx";
import { BranchBar } from "./BranchBar.tsx";
import { beginVersions, refresh } from "./changeActs.ts";
import { ChangeList } from "./ChangeList.tsx";
import { CommitBox } from "./CommitBox.tsx";
import { ExchangeStrip } from "./ExchangeStrip.tsx";
import { HistoryList } from "./HistoryList.tsx";
import { showTab, useVersionsView } from "./versionsView.ts";

const words = text.versions;

/** The app's versions: what has changed, commits, and the exchange with a remote. */
export function VersionsView(): ReactElement {
  return (
    <section aria-label={words.title} className="flex h-full min-h-0 flex-col bg-panel">
      <Body />
      <ActProblem />
    </section>
  );
}

function Body(): ReactElement {
  const { value, problem } = useVersions();
  const repository = value?.repository;
  if (repository?.kind === "ready") return <Ready repository={repository} />;
  const failure = repository?.kind === "failed" ? repository.problem : problem;
  return (
    <>
      <header className="flex h-8.5 shrink-0 items-center border-b border-line px-3">
        <h2 className="text-xs font-semibold text-fg">{words.title}</h2>
      </header>
      <div className="min-h-0 flex-1">
        {failure !== null ? (
          <ErrorState
            title={words.failed.title}
            cause={failure.message}
            next={failure.next}
            details={failure.details}
            action={<Button onClick={() => void refresh()}>{words.failed.retry}</Button>}
          />
        ) : repository?.kind === "none" ? (
          <EmptyState
            icon={GitCommitVertical}
            title={words.none.title}
            body={words.none.body}
            action={
              <Button tone="primary" onClick={() => void beginVersions()}>
                {words.none.begin}
              </Button>
            }
          />
        ) : repository?.kind === "unsupported" ? (
          <EmptyState icon={GitBranch} title={words.unsupported} body={repository.reason} />
        ) : (
          <Skeleton rows={10} />
        )}
      </div>
    </>
  );
}

function Ready({ repository }: { readonly repository: ReadyRepository }): ReactElement {
  const tab = useVersionsView((view) => view.tab);
  return (
    <>
      <BranchBar repository={repository} />
      <ExchangeStrip />
      <div className="flex shrink-0 px-3 pt-2.5 pb-2">
        <Segmented
          label={words.title}
          value={tab}
          onChange={showTab}
          segments={[
            { id: "changes", label: words.changes },
            { id: "history", label: words.history },
          ]}
        />
      </div>
      {tab === "changes" ? (
        <>
          <CommitBox repository={repository} />
          <ChangeList repository={repository} />
        </>
      ) : (
        <HistoryList repository={repository} />
      )}
    </>
  );
}
