import { ArrowLeftRight, CircleCheck, TriangleAlert } from "lucide-react";
import { formatTime } from "@/lib/format";
import type { ActivityItem } from "@/types";

const kinds = {
  done: { Icon: CircleCheck, tone: "text-good" },
  warning: { Icon: TriangleAlert, tone: "text-warn" },
  move: { Icon: ArrowLeftRight, tone: "text-info" },
};

export function ActivityFeed({ items }: { items: ActivityItem[] }) {
  return (
    <ol className="grid gap-3.5">
      {items.map((item) => {
        const { Icon, tone } = kinds[item.kind];
        return (
          <li key={item.at} className="flex items-start gap-3 text-sm">
            <Icon size={17} className={`mt-0.5 shrink-0 ${tone}`} aria-hidden />
            <span className="flex-1">{item.text}</span>
            <time dateTime={item.at} className="text-ink-soft tabular-nums">
              {formatTime(item.at)}
            </time>
          </li>
        );
      })}
    </ol>
  );
}
