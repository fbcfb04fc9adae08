import { inputText } from "../../../common/apps/chat/callSubject.ts";
import { ChevronDown, ChevronRight, Columns2, FileCode2, Wrench } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { CallState } from "../../../common/apps/chat/chatState.ts";
import type { ChatDiagnostic, ChatFileChange } from "../../../common/contracts/chat.ts";
import { openFile } from "../../client/editorIntents.ts";
import { formatBytes, formatDuration, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { fileName } from "../../../common/apps/filePath.ts";
import { classNames } from "../../ui/classNames.ts";
import { ask } from "./attempt.ts";
import { compareChange } from "./compareChange.ts";
import { DiffView } from "./DiffView.tsx";
import { useCanFix } from "./useCanFix.ts";

const words = text.chat.details;

/** All there is to know of one call. */
export function ToolDetails({ call }: { readonly call: CallState }): ReactElement {
  return (
    <div className="flex flex-col gap-2 border-t border-line bg-panel px-2.5 py-2 text-xs">
      <Facts call={call} />
      <Stages call={call} />
      {call.changes.map((change) => (
        <Change key={change.path} change={change} open={call.changes.length === 1} />
      ))}
      <Diagnostics call={call} />
      {call.outputText !== "" && <Printed printed={call.outputText} />}
      {call.phase === "failed" && call.changes.length === 0 && (
        <p role="note" className="text-err">
          {call.summary}
        </p>
      )}
    </div>
  );
}

function Facts({ call }: { readonly call: CallState }): ReactElement {
  const content = inputText(call, "content");
  const path = inputText(call, "path") ?? call.changes[0]?.path;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.tool, call.tool],
    [words.path, path],
    [words.size, content === undefined ? undefined : sizeOf(content)],
    [words.took, call.ms === null ? undefined : formatDuration(call.ms)],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name} className="contents">
              <dt className="text-fg-3">{name}</dt>
              <dd className="font-mono break-all text-fg-2">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function sizeOf(content: string): string {
  const lines = content === "" ? 0 : content.replace(/\n$/, "").split("\n").length;
  const bytes = new TextEncoder().encode(content).length;
  return words.sizes(formatBytes(bytes), words.lines(lines, formatNumber(lines)));
}

function Stages({ call }: { readonly call: CallState }): ReactElement | null {
  if (call.stages.length === 0) return null;
  const end = call.startedAt !== null && call.ms !== null ? call.startedAt + call.ms : null;
  return (
    <ol aria-label={words.stages} className="flex flex-wrap gap-x-1.5 gap-y-0.5 text-fg-2">
      {call.stages.map(({ stage, at }, index) => {
        const until = call.stages[index + 1]?.at ?? end;
        return (
          <li key={stage} className="flex items-baseline gap-1">
            {index > 0 && (
              <span aria-hidden="true" className="text-fg-3">
                →
              </span>
            )}
            {text.chat.stages[stage]}
            {until !== null && until > at && (
              <span className="text-fg-3 tabular-nums">{formatDuration(until - at)}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

interface ChangeProps {
  readonly change: ChatFileChange;
  /** Whether its lines are shown at once. */
  readonly open: boolean;
}

/** One changed file: its counts, its lines when unfolded, and the way to the editor. */
export function Change({ change, open: atFirst }: ChangeProps): ReactElement {
  const [open, setOpen] = useState(atFirst);
  const Icon = open ? ChevronDown : ChevronRight;
  const { path, after, added, removed } = change;
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <div className="flex items-center gap-1 bg-raised pr-1">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 flex-1 items-center gap-1.5 px-1.5 py-1 text-left hover:bg-hover"
        >
          <Icon aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" />
          <span className="min-w-0 truncate font-mono text-fg" title={path}>
            {fileName(path)}
          </span>
          <span className="shrink-0 text-ok tabular-nums">+{formatNumber(added)}</span>
          <span className="shrink-0 text-err tabular-nums">−{formatNumber(removed)}</span>
        </button>
        <IconButton
          size="sm"
          icon={Columns2}
          label={words.compare(fileName(path))}
          onClick={() => void compareChange(change)}
        />
        {after !== null && (
          <IconButton
            size="sm"
            icon={FileCode2}
            label={words.open(fileName(path))}
            onClick={() => openFile(path, { pinned: true })}
          />
        )}
      </div>
      {open && (
        <div className="border-t border-line">
          <DiffView change={change} />
        </div>
      )}
    </div>
  );
}

const TONE: Record<ChatDiagnostic["severity"], string> = {
  error: "text-err",
  warning: "text-warn",
  info: "text-fg-2",
};

function Diagnostics({ call }: { readonly call: CallState }): ReactElement | null {
  const canFix = useCanFix();
  const { diagnostics } = call;
  if (diagnostics.length === 0) return null;
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  return (
    <div className="flex flex-col items-start gap-1.5">
      <ul aria-label={words.diagnostics} className="flex w-full flex-col gap-1">
        {diagnostics.map((diagnostic, index) => (
          <li key={index} className="min-w-0 break-words">
            <span className={classNames("font-semibold", TONE[diagnostic.severity])}>
              {words.sources[diagnostic.source]}
            </span>{" "}
            <Place diagnostic={diagnostic} />
            <span className="whitespace-pre-wrap text-fg-2">{diagnostic.message}</span>
          </li>
        ))}
      </ul>
      {hasErrors && canFix && (
        <Button
          size="sm"
          icon={Wrench}
          onClick={() => void ask({ type: "fix", call: call.id, text: fixText(diagnostics) })}
        >
          {words.fix}
        </Button>
      )}
    </div>
  );
}

function Place({ diagnostic }: { readonly diagnostic: ChatDiagnostic }): ReactElement | null {
  const { path, line } = diagnostic;
  if (path === null) return null;
  return (
    <button
      type="button"
      className="mr-1 font-mono text-accent hover:underline"
      onClick={() => openFile(path, { line, pinned: true })}
    >
      {line === null ? path : `${path}:${line}`}
    </button>
  );
}

const MAX_FIX_TEXT = 16_000;

function fixText(diagnostics: readonly ChatDiagnostic[]): string {
  return diagnostics
    .map(({ path, line, message }) => [path, line, message].filter((x) => x !== null).join(":"))
    .join("\n")
    .slice(0, MAX_FIX_TEXT);
}

const PRINTED_SHOWN = 8_000;

function Printed({ printed }: { readonly printed: string }): ReactElement {
  return (
    <pre
      aria-label={words.printed}
      tabIndex={0}
      className="max-h-50 overflow-auto rounded-md border border-line bg-raised p-2 leading-4.5 whitespace-pre-wrap text-fg-2"
    >
      {printed.slice(-PRINTED_SHOWN)}
    </pre>
  );
}
