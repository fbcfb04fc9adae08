import { Check } from "lucide-react";
import { type ReactElement, useEffect, useMemo, useState } from "react";
import type { KeptChanges, ReadyRepository } from "../../../common/contracts/versions.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { type ChangeRow, changeRows, rowKey } from "./changeRows.ts";
import { ChangeRowView } from "./ChangeRowView.tsx";
import { KeptRowView } from "./KeptRowView.tsx";
import { SectionRowView } from "./SectionRowView.tsx";
import { showProblem, useVersionsView } from "./versionsView.ts";

const words = text.versions;
const ROW_HEIGHT = 24;

/** What has changed since the last commit, by what happens to it next. */
export function ChangeList({ repository }: { readonly repository: ReadyRepository }): ReactElement {
  const closed = useVersionsView((view) => view.closed);
  const kept = useKept(repository);
  const rows = useMemo(() => changeRows(repository, kept, closed), [repository, kept, closed]);
  const { counts } = repository;
  if (counts.staged + counts.unstaged + counts.conflicts + kept.length === 0) {
    return (
      <div className="min-h-0 flex-1">
        <EmptyState icon={Check} title={words.clean.title} body={words.clean.body} />
      </div>
    );
  }
  return (
    <div className="min-h-0 flex-1 border-t border-line">
      <VirtualList
        items={rows}
        keyOf={rowKey}
        rowHeight={ROW_HEIGHT}
        row={(row) => <Row row={row} />}
        label={words.changes}
      />
    </div>
  );
}

function Row({ row }: { readonly row: ChangeRow }): ReactElement {
  switch (row.type) {
    case "section":
      return <SectionRowView row={row} />;
    case "change":
      return <ChangeRowView change={row.change} section={row.section} />;
    case "kept":
      return <KeptRowView kept={row.kept} />;
    case "more":
      return (
        <p className="px-3 py-1.5 text-xs text-fg-3">{words.notListed(formatNumber(row.count))}</p>
      );
  }
}

/** What is kept aside, read again after each change of the repository. */
function useKept(repository: ReadyRepository): readonly KeptChanges[] {
  const appId = useCurrentApp((current) => current.appId);
  const [kept, setKept] = useState<readonly KeptChanges[]>([]);
  useEffect(() => {
    let left = false;
    if (appId === null) return undefined;
    studio.versions.kept.query({ appId }).then(
      (found) => !left && setKept(found),
      (error: unknown) => !left && showProblem(toProblem(error)),
    );
    return () => {
      left = true;
    };
  }, [appId, repository]);
  return kept;
}
