import { ChevronRight, CornerUpRight, Folder, FolderOpen } from "lucide-react";
import { memo, type ReactElement } from "react";
import { fileName, parentPath } from "../../../common/apps/filePath.ts";
import type { MarkTone } from "../../client/fileMarks.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { createFile, createFolder, renameEntry } from "./fileActs.ts";
import { fileIcon } from "./fileIcon.ts";
import { NameInput } from "./NameInput.tsx";
import { RowName } from "./RowName.tsx";
import type { EntryRow, InputRow } from "./treeRows.ts";
import { endEdit } from "./treeStore.ts";
import type { RowMarks } from "./rowMarks.ts";

export const INDENT = 12;
const words = text.files;

const TONES: Readonly<Record<MarkTone, string>> = {
  quiet: "text-fg-3",
  info: "text-info",
  ok: "text-ok",
  warn: "text-warn",
  err: "text-err",
};

export interface RowState {
  readonly selected: boolean;
  /** The keyboard is at it. */
  readonly focused: boolean;
  /** Its file is in front in the editor. */
  readonly active: boolean;
  /** It was cut, and waits to be pasted. */
  readonly cut: boolean;
  /** What is dragged would go here. */
  readonly target: boolean;
}

interface EntryRowViewProps {
  readonly row: EntryRow;
  readonly marks: RowMarks;
  readonly state: RowState;
  /** What the person typed to filter by. */
  readonly filter: string;
}

export const EntryRowView = memo(function EntryRowView({
  row,
  marks,
  state,
  filter,
}: EntryRowViewProps): ReactElement {
  const isFolder = row.kind === "folder";
  return (
    <div
      style={{ paddingLeft: 6 + row.depth * INDENT }}
      className={classNames(
        "relative flex h-6 items-center gap-1.5 pr-2.5 text-xs whitespace-nowrap select-none",
        background(state),
        marks.tone === null ? plainTone(row, state) : TONES[marks.tone],
        state.focused && "-outline-offset-1 outline-accent group-focus-visible/tree:outline-1",
        state.cut && "opacity-55",
      )}
    >
      <Guides depth={row.depth} />
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
        <RowName name={row.name} filter={filter} />
      )}
      <Marks marks={marks} isFolder={isFolder} />
    </div>
  );
});

function background({ selected, active, target }: RowState): string {
  if (target) return "bg-accent-soft";
  return selected || active ? "bg-active" : "hover:bg-hover";
}

function plainTone(row: EntryRow, { selected, active }: RowState): string {
  if (row.ignored) return "text-fg-3";
  return selected || active ? "text-fg" : "text-fg-2";
}

/** Thin lines that tell which folder a row is in. */
function Guides({ depth }: { readonly depth: number }): ReactElement {
  return (
    <>
      {Array.from({ length: depth }, (_, level) => (
        <span
          key={level}
          aria-hidden="true"
          style={{ left: 12.5 + level * INDENT }}
          className="absolute inset-y-0 w-px bg-line opacity-0 transition-opacity duration-100 group-focus-within/tree:opacity-100 group-hover/tree:opacity-100"
        />
      ))}
    </>
  );
}

function KindIcon({ row }: { readonly row: EntryRow }): ReactElement {
  if (row.kind === "folder") {
    const Icon = row.expanded ? FolderOpen : Folder;
    return <Icon aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" strokeWidth={1.75} />;
  }
  const { icon: Icon, tint } = fileIcon(row.path);
  return (
    <span className="relative shrink-0">
      <Icon
        aria-hidden="true"
        className={classNames("size-3.5 opacity-80", tint)}
        strokeWidth={1.75}
      />
      {row.kind === "link" && (
        <CornerUpRight
          role="img"
          aria-label={words.link}
          className="absolute -right-1 -bottom-1 size-2.5 rounded-full bg-panel text-fg-2"
          strokeWidth={2.5}
        />
      )}
    </span>
  );
}

function Marks({ marks, isFolder }: { marks: RowMarks; isFolder: boolean }): ReactElement {
  return (
    <>
      {marks.own.map(({ letter, tone, title }) => (
        <span
          key={title}
          role="img"
          aria-label={title}
          title={title}
          className={classNames("shrink-0 font-mono text-[11px]", TONES[tone])}
        >
          {letter}
        </span>
      ))}
      {isFolder && marks.own.length === 0 && marks.tone !== null && !marks.problem && (
        <span
          aria-hidden="true"
          className={classNames("size-1.5 shrink-0 rounded-full bg-current", TONES[marks.tone])}
        />
      )}
      {(marks.dirty || marks.problem) && (
        <span
          role="img"
          aria-label={marks.problem ? words.hasProblem : words.unsaved}
          className={classNames(
            "size-1.75 shrink-0 rounded-full",
            marks.problem ? "bg-err" : "bg-fg-2",
            isFolder && "opacity-50",
          )}
        />
      )}
    </>
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
