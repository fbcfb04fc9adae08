import type { ReactElement } from "react";
import { formatBytes, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { useBringingIn } from "./bringIn.ts";

const words = text.files.bringIn;

/** How far files from outside have come. */
export function BringInBar(): ReactElement | null {
  const now = useBringingIn((state) => state.now);
  if (now === null) return null;
  const fraction = now.bytes === 0 ? now.doneFiles / now.files : now.doneBytes / now.bytes;
  return (
    <div className="flex shrink-0 flex-col gap-1.5 border-t border-line px-3 py-2 text-xs text-fg-2">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate">{words.copying(now.name)}</span>
        <span className="shrink-0 tabular-nums">
          {words.progress(formatNumber(now.doneFiles), formatNumber(now.files))}
          {" · "}
          {formatBytes(now.doneBytes)}
        </span>
        <Button size="sm" tone="quiet" onClick={now.cancel}>
          {words.cancel}
        </Button>
      </div>
      <ProgressBar label={words.copying(now.name)} fraction={fraction} />
    </div>
  );
}
