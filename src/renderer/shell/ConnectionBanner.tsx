import { Unplug } from "lucide-react";
import type { ReactElement } from "react";
import { useConnection } from "../client/connection.ts";
import { formatDuration } from "../messages/format.ts";
import { text } from "../messages/text.ts";
import { Button } from "../ui/Button.tsx";
import { useDelayed } from "../ui/useDelayed.ts";
import { useNow } from "../ui/useNow.ts";

const words = text.shell.connection;

/** Says that the host is gone, and that nothing is lost. */
export function ConnectionBanner(): ReactElement | null {
  const lostAt = useConnection(({ lostAt: since }) => since);
  return lostAt === null ? null : <Lost since={lostAt} />;
}

function Lost({ since }: { readonly since: number }): ReactElement | null {
  // A short break mends itself before anyone has read a banner.
  const due = useDelayed(600);
  const now = useNow(true, 1000);
  if (!due) return null;
  return (
    <div
      role="status"
      className="flex min-h-9 items-center gap-2.5 border-b border-line bg-warn-soft px-3 py-1 text-xs text-fg"
    >
      <Unplug aria-hidden="true" className="size-4 shrink-0 text-warn" />
      <span className="min-w-0 flex-1">
        <b className="font-semibold">{words.lost}</b> {words.keeps}
      </span>
      <span aria-hidden="true" className="shrink-0 text-fg-2 tabular-nums">
        {words.since(formatDuration(Math.max(1000, now - since)))}
      </span>
      <Button size="sm" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    </div>
  );
}
