import { RotateCw } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { useSyncState } from "../client/facts.ts";
import { studio } from "../client/studio.ts";
import { type SyncTarget, summarizeSync } from "../client/syncSummary.ts";
import { formatAgo } from "../messages/format.ts";
import { text } from "../messages/text.ts";
import { Button } from "../ui/Button.tsx";
import { Dot } from "../ui/Dot.tsx";
import { Popover } from "../ui/Popover.tsx";
import { attempt } from "./attempt.ts";
import { SYNC_DOTS, syncWords } from "./syncWords.ts";

const words = text.shell.sync;

/** Where each preview store stands, why one failed, and a way to try again. */
export function SyncPopover({ trigger }: { readonly trigger: ReactNode }): ReactElement {
  const sync = useSyncState(({ value }) => value);
  const targets = sync?.targets ?? [];
  const { state } = summarizeSync(sync);
  return (
    <Popover trigger={trigger} title={words.title} className="w-75">
      {targets.length === 0 && <p className="text-xs text-fg-2">{words.never}</p>}
      <ul className="flex flex-col gap-3">
        {targets.map((target) => (
          <TargetRow key={target.id} target={target} />
        ))}
      </ul>
      {sync !== null && (state === "failed" || state === "offline") && (
        <Button
          size="sm"
          icon={RotateCw}
          onClick={() =>
            void attempt(() =>
              studio.preview.act.mutate({ appId: sync.appId, action: "retry", subject: null }),
            )
          }
        >
          {words.retry}
        </Button>
      )}
    </Popover>
  );
}

function TargetRow({ target }: { readonly target: SyncTarget }): ReactElement {
  return (
    <li className="grid grid-cols-[8px_minmax(0,1fr)] items-center gap-x-2 gap-y-0.5 text-xs">
      <Dot state={SYNC_DOTS[target.state]} />
      <span className="flex justify-between gap-2 text-fg">
        <span className="truncate">{target.kind === "local" ? words.targetLocal : target.id}</span>
        <span className="text-fg-2">{syncWords(target)}</span>
      </span>
      <span className="col-start-2 text-fg-3">
        {target.acknowledgedAt === null
          ? words.never
          : words.acknowledged(formatAgo(target.acknowledgedAt))}
      </span>
      {target.reason !== null && <span className="col-start-2 text-err">{target.reason}</span>}
    </li>
  );
}
