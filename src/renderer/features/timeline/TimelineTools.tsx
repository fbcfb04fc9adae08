import { Check, ClipboardCopy } from "lucide-react";
import type { ReactElement } from "react";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { useCopy } from "../../ui/useCopy.ts";
import type { Run } from "./activity.ts";
import { LANE_KINDS, type LaneKind } from "./laneKind.ts";

const words = text.timeline;

interface TimelineToolsProps {
  readonly runs: readonly Run[];
  readonly kind: LaneKind;
  readonly onKind: (kind: LaneKind) => void;
}

/** Narrows the timeline, and takes what it shows along as data. */
export function TimelineTools({ runs, kind, onKind }: TimelineToolsProps): ReactElement {
  const { copied, copy } = useCopy();
  return (
    <>
      <select
        aria-label={words.filter}
        value={kind}
        onChange={(event) => {
          const chosen = LANE_KINDS.find((candidate) => candidate === event.target.value);
          if (chosen !== undefined) onKind(chosen);
        }}
        className="h-5.5 rounded-md border border-line bg-panel px-1 text-xs text-fg-2"
      >
        {LANE_KINDS.map((option) => (
          <option key={option} value={option}>
            {words.kinds[option]}
          </option>
        ))}
      </select>
      <IconButton
        size="sm"
        icon={copied ? Check : ClipboardCopy}
        label={copied ? text.ui.copied : words.copy}
        tooltipSide="top"
        onClick={() => void copy(JSON.stringify(runs, null, 2))}
      />
    </>
  );
}
