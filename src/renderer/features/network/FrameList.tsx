import { ArrowDown, ArrowUp, type LucideIcon, Radio } from "lucide-react";
import { type ReactElement, useState } from "react";
import { formatBytes, formatClock } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { laidOut } from "./BodyView.tsx";
import type { SocketFrame } from "./networkRow.ts";

const words = text.network.frames;
const ROW_HEIGHT = 22;

/** What went over a socket, oldest first. */
export function FrameList({ frames }: { readonly frames: readonly SocketFrame[] }): ReactElement {
  if (frames.length === 0) return <p className="p-3 text-fg-3">{words.none}</p>;
  const rows = frames.map((frame, at) => ({ frame, at }));
  return (
    <VirtualList
      items={rows}
      keyOf={({ at }) => String(at)}
      rowHeight={ROW_HEIGHT}
      label={text.network.tabs.frames}
      role="log"
      followEnd
      row={({ frame }) => <FrameRow frame={frame} />}
    />
  );
}

const ICONS: Partial<Record<SocketFrame["event"], LucideIcon>> = {
  sent: ArrowUp,
  received: ArrowDown,
};

function FrameRow({ frame }: { readonly frame: SocketFrame }): ReactElement {
  const [open, setOpen] = useState(false);
  const { event, data, at, size } = frame;
  const Icon = ICONS[event] ?? Radio;
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={() => setOpen(!open)}
      className="flex w-full items-start gap-2 border-b border-line px-3 py-0.5 text-left leading-4 hover:bg-hover"
    >
      <Icon
        aria-label={labelOf(frame)}
        className={classNames(
          "mt-0.5 size-3 shrink-0",
          event === "sent" ? "text-ok" : event === "error" ? "text-err" : "text-info",
        )}
      />
      <span
        className={classNames(
          "min-w-0 flex-1 font-mono text-fg",
          open ? "[overflow-wrap:anywhere] whitespace-pre-wrap" : "truncate",
        )}
      >
        {data === null ? labelOf(frame) : open ? laidOut(data) : data}
      </span>
      <span className="shrink-0 text-fg-3 tabular-nums">
        {data === null ? formatClock(at) : `${formatBytes(size)} · ${formatClock(at)}`}
      </span>
    </button>
  );
}

function labelOf({ event, size }: SocketFrame): string {
  return event === "closed" ? words.closed(String(size)) : words[event];
}
