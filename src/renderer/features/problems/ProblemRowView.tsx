import {
  ChevronDown,
  ChevronRight,
  CircleAlert,
  Info,
  Lightbulb,
  type LucideIcon,
  TriangleAlert,
} from "lucide-react";
import type { ReactElement } from "react";
import { fileName, FilePath, parentPath } from "../../../common/apps/filePath.ts";
import type { DiagnosticSeverity } from "../../../common/contracts/language.ts";
import type { PreviewProblem } from "../../../common/contracts/preview.ts";
import { openFile } from "../../client/editorIntents.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { classNames } from "../../ui/classNames.ts";
import { ContextMenu } from "../../ui/ContextMenu.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { FixList } from "./FixList.tsx";
import type { ProblemRow } from "./problemRows.ts";
import { toggleFile, toggleFixes, useProblemsPanel } from "./problemsStore.ts";

const words = text.language.problems;

const ICONS: Readonly<Record<DiagnosticSeverity, { icon: LucideIcon; tone: string }>> = {
  error: { icon: CircleAlert, tone: "text-err" },
  warning: { icon: TriangleAlert, tone: "text-warn" },
  info: { icon: Info, tone: "text-info" },
  hint: { icon: Info, tone: "text-fg-3" },
};

export function ProblemRowView({ row }: { readonly row: ProblemRow }): ReactElement {
  if (row.type === "preview") return <PreviewRow problem={row.problem} />;
  return row.type === "file" ? <FileRow row={row} /> : <DiagnosticRow row={row} />;
}

function PreviewRow({ problem }: { readonly problem: PreviewProblem }): ReactElement {
  const path = FilePath.safeParse(problem.file).data;
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== null);
  return (
    <button
      type="button"
      disabled={path === undefined}
      onClick={() => {
        if (path === undefined) return;
        openFile(path, { line: problem.line, column: problem.column, pinned: true });
      }}
      className="flex w-full items-start gap-2 px-3 py-1.5 text-left text-xs enabled:hover:bg-hover"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-err" />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="break-words text-fg">{problem.title}</span>
        <span className="break-words whitespace-pre-line text-fg-2">{problem.cause}</span>
      </span>
      <Badge>{words.preview}</Badge>
      {path !== undefined && (
        <span className="shrink-0 font-mono text-fg-3">{place.join(":")}</span>
      )}
    </button>
  );
}

function FileRow({ row }: { readonly row: Extract<ProblemRow, { type: "file" }> }): ReactElement {
  const Chevron = row.open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      aria-expanded={row.open}
      aria-label={words.expand(row.path)}
      onClick={() => toggleFile(row.path)}
      className="flex h-7 w-full items-center gap-1.5 px-2 text-left text-xs hover:bg-hover"
    >
      <Chevron aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" strokeWidth={1.75} />
      <span className="shrink-0 font-medium text-fg">{fileName(row.path)}</span>
      <span className="min-w-0 truncate text-fg-3">{parentPath(row.path)}</span>
      <Badge>{formatNumber(row.count)}</Badge>
    </button>
  );
}

function DiagnosticRow({
  row,
}: {
  readonly row: Extract<ProblemRow, { type: "problem" }>;
}): ReactElement {
  const { path, item, key, source } = row;
  const fixing = useProblemsPanel((state) => state.fixing === key);
  const { icon: Icon, tone } = ICONS[item.severity];
  const line = item.range.start.line + 1;
  const column = item.range.start.character + 1;
  const origin = item.code === "" ? item.source : `${item.source}(${item.code})`;
  const copy = { id: "copy", label: words.copy, run: () => copyText(item.message) };
  const fix = { id: "fix", label: words.fix, run: () => toggleFixes(key) };
  return (
    <div>
      <ContextMenu items={[fix, copy]}>
        <div className="group flex items-start gap-1 pr-2 pl-6 hover:bg-hover">
          <button
            type="button"
            onClick={() => openFile(path, { line, column, pinned: true })}
            className="flex min-w-0 flex-1 items-start gap-2 py-1 text-left text-xs"
          >
            <Icon aria-hidden="true" className={classNames("mt-0.5 size-3.5 shrink-0", tone)} />
            <span className="min-w-0 break-words whitespace-pre-line text-fg">{item.message}</span>
            <span className="shrink-0 text-fg-3">{origin}</span>
            <span className="shrink-0 text-fg-3 tabular-nums">{`${line}:${column}`}</span>
          </button>
          <IconButton
            icon={Lightbulb}
            label={words.fix}
            size="sm"
            aria-expanded={fixing}
            onClick={() => toggleFixes(key)}
          />
        </div>
      </ContextMenu>
      {fixing && <FixList path={path} source={source} item={item} />}
    </div>
  );
}

function copyText(message: string): void {
  void navigator.clipboard.writeText(message);
}
