import { FileClock, FileX, RotateCcw } from "lucide-react";
import { type ReactElement, useState } from "react";
import { fileName, type FilePath, parentPath } from "../../../../common/apps/filePath.ts";
import type { HistoryEntry } from "../../../../common/contracts/history.ts";
import { useEditorIntents } from "../../../client/editorIntents.ts";
import { formatAgo, formatBytes, formatClock } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { ErrorState } from "../../../ui/ErrorState.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { useNow } from "../../../ui/useNow.ts";
import { useDeletedFiles } from "./useDeletedFiles.ts";
import { useFileHistory } from "./useFileHistory.ts";
import { compareVersion, restoreDeleted, restoreVersion } from "./versionActs.ts";

const words = text.localHistory;

type Shown = "file" | "deleted";

/** The last versions of the file in front, and of files that were deleted. */
export function HistoryView(): ReactElement {
  const [shown, setShown] = useState<Shown>("file");
  return (
    <section aria-label={words.title} className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex h-8.5 shrink-0 items-center gap-2 border-b border-line px-3">
        <h2 className="truncate text-xs font-semibold text-fg">{words.title}</h2>
      </header>
      <div className="flex shrink-0 px-3 py-2">
        <Segmented<Shown>
          label={words.which}
          value={shown}
          onChange={setShown}
          segments={[
            { id: "file", label: words.thisFile },
            { id: "deleted", label: words.deleted },
          ]}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {shown === "file" ? <FileVersions /> : <DeletedFiles />}
      </div>
    </section>
  );
}

function FileVersions(): ReactElement {
  const path = useEditorIntents((state) => state.active);
  const { value, problem } = useFileHistory(path);
  if (path === null) return <EmptyState icon={FileClock} {...words.noFile} />;
  if (value === null && problem !== null) {
    return <ErrorState title={words.problem} cause={problem.message} next={problem.next} />;
  }
  if (value === null) return <Skeleton rows={5} />;
  if (value.entries.length === 0) return <EmptyState icon={FileClock} {...words.none} />;
  return (
    <>
      <PathLine path={path} />
      <ul aria-label={words.versions(fileName(path))}>
        {value.entries.map((entry) => (
          <VersionRow key={entry.id} entry={entry} />
        ))}
      </ul>
    </>
  );
}

function PathLine({ path }: { readonly path: FilePath }): ReactElement {
  return (
    <p className="flex min-w-0 items-baseline gap-1.5 px-3 pb-1 text-xs">
      <span className="shrink-0 font-medium text-fg">{fileName(path)}</span>
      <span className="truncate text-fg-3">{parentPath(path)}</span>
    </p>
  );
}

const ROW = "group flex items-center gap-1 py-1 pr-1.5 pl-3 hover:bg-hover focus-within:bg-hover";

const ROW_BUTTON = "opacity-0 group-focus-within:opacity-100 group-hover:opacity-100";

function VersionRow({ entry }: { readonly entry: HistoryEntry }): ReactElement {
  const now = useNow(true, 60_000);
  const when = formatClock(entry.at);
  return (
    <li className={ROW}>
      <button
        type="button"
        aria-label={words.compareOf(when)}
        title={words.compareOf(when)}
        onClick={() => void compareVersion(entry, true)}
        className="flex min-w-0 flex-1 flex-col text-left text-xs"
      >
        <span className="flex min-w-0 gap-2">
          <span className="truncate text-fg">{formatAgo(entry.at, now)}</span>
          <span className="shrink-0 text-fg-3 tabular-nums">{when}</span>
        </span>
        <span className="truncate text-fg-2">
          {words.causes[entry.cause]} · {formatBytes(entry.size)}
        </span>
      </button>
      <IconButton
        size="sm"
        icon={RotateCcw}
        label={words.restoreOf(when)}
        className={ROW_BUTTON}
        onClick={() => void restoreVersion(entry)}
      />
    </li>
  );
}

function DeletedFiles(): ReactElement {
  const files = useDeletedFiles();
  const now = useNow(true, 60_000);
  if (files === null) return <Skeleton rows={5} />;
  if (files.length === 0) return <EmptyState icon={FileX} {...words.noDeleted} />;
  return (
    <ul aria-label={words.deletedFiles}>
      {files.map((entry) => (
        <li key={entry.id} className={ROW}>
          <button
            type="button"
            onClick={() => void compareVersion(entry, false)}
            className="flex min-w-0 flex-1 flex-col text-left text-xs"
          >
            <span className="truncate text-fg">{fileName(entry.path)}</span>
            <span className="truncate text-fg-2">
              {parentPath(entry.path)} · {formatAgo(entry.at, now)}
            </span>
          </button>
          <IconButton
            size="sm"
            icon={RotateCcw}
            label={words.restoreFile(fileName(entry.path))}
            className={ROW_BUTTON}
            onClick={() => void restoreDeleted(entry)}
          />
        </li>
      ))}
    </ul>
  );
}
