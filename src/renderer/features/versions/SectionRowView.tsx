import { ChevronRight, Minus, Plus, Undo2 } from "lucide-react";
import type { ReactElement } from "react";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { discardFiles, stageFiles, unstageFiles } from "./changeActs.ts";
import type { ChangeRow } from "./changeRows.ts";
import { toggleSection } from "./versionsView.ts";

const words = text.versions;

export function SectionRowView({
  row,
}: {
  readonly row: Extract<ChangeRow, { type: "section" }>;
}): ReactElement {
  const { id, count, open } = row;
  return (
    <div className="group flex h-6.5 items-center gap-0.5 pr-1.5">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => toggleSection(id)}
        className="flex h-full min-w-0 flex-1 items-center gap-1 pl-1.5 text-left text-xs font-semibold text-fg"
      >
        <ChevronRight
          aria-hidden="true"
          className={classNames(
            "size-3.5 shrink-0 text-fg-3 transition-transform duration-100",
            open && "rotate-90",
          )}
        />
        <span className="min-w-0 truncate">{words.sections[id]}</span>
      </button>
      <div className="flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
        {id === "unstaged" && (
          <>
            <IconButton
              size="sm"
              icon={Undo2}
              label={words.discardAll}
              onClick={() => void discardFiles(null)}
            />
            <IconButton
              size="sm"
              icon={Plus}
              label={words.stageAll}
              onClick={() => void stageFiles(null)}
            />
          </>
        )}
        {id === "staged" && (
          <IconButton
            size="sm"
            icon={Minus}
            label={words.unstageAll}
            onClick={() => void unstageFiles(null)}
          />
        )}
      </div>
      <Badge tone={id === "conflicts" ? "err" : "neutral"}>{formatNumber(count)}</Badge>
    </div>
  );
}
