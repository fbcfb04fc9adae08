import { statusLabels } from "@/data/shipments";
import type { Status } from "@/types";

const tones: Record<Status, string> = {
  delivered: "text-good",
  transit: "text-info",
  delayed: "text-warn",
  failed: "text-bad",
};

export function StatusPill({ status }: { status: Status }) {
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm whitespace-nowrap ${tones[status]}`}>
      <span className="size-2 rounded-full bg-current" aria-hidden />
      {statusLabels[status]}
    </span>
  );
}
