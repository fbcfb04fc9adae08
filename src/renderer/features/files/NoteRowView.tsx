import { CircleAlert, Loader, RotateCw } from "lucide-react";
import type { ReactElement } from "react";
import { text } from "../../messages/text.ts";
import { useDelayed } from "../../ui/useDelayed.ts";
import { readFolder } from "./ignoredFolders.ts";
import type { NoteRow } from "./treeRows.ts";
import { INDENT } from "./TreeRowView.tsx";

const words = text.files;
const LINE = "flex h-6 w-full items-center gap-1.5 pr-2.5 text-left text-xs";

/** Says why an open ignored folder shows nothing (yet). */
export function NoteRowView({ row }: { readonly row: NoteRow }): ReactElement | null {
  const style = { paddingLeft: 6 + row.depth * INDENT + ICON_COLUMN };
  const due = useDelayed();
  if (row.note.kind === "failed") {
    const { message } = row.note.problem;
    return (
      <button
        type="button"
        tabIndex={-1}
        title={words.notRead(message)}
        style={style}
        onClick={() => void readFolder(row.folder)}
        className={`${LINE} text-fg-2 hover:bg-hover`}
      >
        <CircleAlert aria-hidden="true" className="size-3.5 shrink-0 text-err" />
        <span className="min-w-0 flex-1 truncate">{message}</span>
        <RotateCw aria-label={text.ui.retry} className="size-3.5 shrink-0 text-fg-3" />
      </button>
    );
  }
  if (row.note.kind === "empty") {
    return (
      <p style={style} className={`${LINE} text-fg-3`}>
        {words.emptyFolder}
      </p>
    );
  }
  if (!due) return null;
  return (
    <p role="status" style={style} className={`${LINE} text-fg-3`}>
      <Loader aria-hidden="true" className="size-3.5 shrink-0 animate-spin" />
      {words.reading}
    </p>
  );
}

/** As wide as the arrow of a folder. */
const ICON_COLUMN = 20;
