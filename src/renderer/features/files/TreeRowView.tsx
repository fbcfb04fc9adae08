import { ChevronRight, Folder, FolderOpen } from "lucide-react";
import type { ReactElement } from "react";
import { fileName, parentPath } from "../../../common/apps/filePath.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { createFile, createFolder, renameEntry } from "./fileActs.ts";
import { fileIcon } from "./fileIcon.ts";
import { NameInput } from "./NameInput.tsx";
import type { EntryRow, InputRow } from "./treeRows.ts";
import { endEdit } from "./treeStore.ts";

export const INDENT = 12;
const words = text.files;

export interface RowMarks {
  readonly dirty: boolean;
  /** The preview's problem is in this file, or below this folder. */
  readonly problem: boolean;
}

interface EntryRowViewProps {
  readonly row: EntryRow;
  readonly marks: RowMarks;
  readonly selected: boolean;
  readonly active: boolean;
}

export function EntryRowView({ row, marks, selected, active }: EntryRowViewProps): ReactElement {
  const isFolder = row.kind === "folder";
  return (
    <div
      style={{ paddingLeft: 6 + row.depth * INDENT }}
      className={classNames(
        "flex h-6 items-center gap-1.5 pr-2.5 text-xs whitespace-nowrap select-none",
        active || selected ? "bg-active text-fg" : "hover:bg-hover",
        !active && !selected && (row.ignored ? "text-fg-3" : "text-fg-2"),
        selected && "-outline-offset-1 outline-accent group-focus-visible/tree:outline-1",
        marks.problem && "text-err",
      )}
    >
      <ChevronRight
        aria-hidden="true"
        className={classNames(
          "size-3.5 shrink-0 text-fg-3 transition-transform duration-100",
          !isFolder && "invisible",
          row.expanded && "rotate-90",
        )}
      />
      <KindIcon row={row} />
      {row.renaming ? (
        <NameInput
          label={words.nameOf.rename}
          parent={parentPath(row.path)}
          current={row.path}
          initial={fileName(row.path)}
          onCancel={endEdit}
          onName={(path) => {
            endEdit();
            void renameEntry(row.path, path);
          }}
        />
      ) : (
        <span className="min-w-0 flex-1 truncate">{row.name}</span>
      )}
      <Marks marks={marks} isFolder={isFolder} />
    </div>
  );
}

function KindIcon({ row }: { readonly row: EntryRow }): ReactElement {
  if (row.kind === "folder") {
    const Icon = row.expanded ? FolderOpen : Folder;
    return <Icon aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" strokeWidth={1.75} />;
  }
  const { icon: Icon, tint } = fileIcon(row.path);
  return (
    <Icon
      aria-hidden="true"
      className={classNames("size-3.5 shrink-0 opacity-80", tint)}
      strokeWidth={1.75}
    />
  );
}

function Marks({ marks, isFolder }: { marks: RowMarks; isFolder: boolean }): ReactElement | null {
  if (!marks.dirty && !marks.problem) return null;
  const colour = marks.problem ? "bg-err" : "bg-fg-2";
  return (
    <span
      role="img"
      aria-label={marks.problem ? words.hasProblem : words.unsaved}
      className={classNames("size-1.75 shrink-0 rounded-full", colour, isFolder && "opacity-50")}
    />
  );
}

/** The name of what is about to be made. */
export function InputRowView({ row }: { readonly row: InputRow }): ReactElement {
  const Icon = row.kind === "folder" ? Folder : fileIcon("").icon;
  return (
    <div
      style={{ paddingLeft: 6 + row.depth * INDENT }}
      className="flex h-6 items-center gap-1.5 pr-2.5"
    >
      <span className="size-3.5 shrink-0" />
      <Icon aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" strokeWidth={1.75} />
      <NameInput
        label={words.nameOf[row.kind]}
        parent={row.parent}
        current={null}
        initial=""
        onCancel={endEdit}
        onName={(path) => {
          endEdit();
          void (row.kind === "folder" ? createFolder(path) : createFile(path));
        }}
      />
    </div>
  );
}
