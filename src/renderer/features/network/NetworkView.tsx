import { Ban, Download, History, Network, SearchX } from "lucide-react";
import { type ReactElement, useMemo } from "react";
import { useStudioInfo } from "../../client/facts.ts";
import { formatBytes, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { harOf } from "./har.ts";
import { type NetworkKind, type NetworkRow, shownRows } from "./networkRow.ts";
import { clearNetwork, setPreserve, useNetwork } from "./networkStore.ts";
import { RequestDetails } from "./RequestDetails.tsx";
import { RequestTable } from "./RequestTable.tsx";

const words = text.network;

/** What the page sends and receives, with its bodies. */
export function NetworkView(): ReactElement {
  const { log, kind, words: typed, chosen } = useNetwork();
  const shown = useMemo(() => shownRows(log.rows, { kind, words: typed }), [log, kind, typed]);
  const row = log.rows.find(({ key }) => key === chosen) ?? null;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Bar shown={shown} />
      <div className="flex min-h-0 flex-1">
        <div className="min-h-0 min-w-0 flex-1">
          {shown.length === 0 ? (
            <Nothing isEmpty={log.rows.length === 0} />
          ) : (
            <RequestTable rows={shown} chosen={chosen} isNarrow={row !== null} />
          )}
        </div>
        {row !== null && <RequestDetails key={row.key} row={row} />}
      </div>
    </div>
  );
}

function Nothing({ isEmpty }: { readonly isEmpty: boolean }): ReactElement {
  return isEmpty ? (
    <EmptyState icon={Network} title={words.empty.title} body={words.empty.body} />
  ) : (
    <EmptyState icon={SearchX} title={words.noMatch.title} body={words.noMatch.body} />
  );
}

const KINDS: readonly (NetworkKind | "all")[] = [
  "all",
  "data",
  "script",
  "style",
  "image",
  "socket",
  "other",
];

function Bar({ shown }: { readonly shown: readonly NetworkRow[] }): ReactElement {
  const { kind, words: typed, preserve } = useNetwork();
  const version = useStudioInfo(({ value }) => value?.version ?? "");
  const bytes = shown.reduce((sum, { transferred, size }) => sum + (transferred ?? size ?? 0), 0);
  return (
    <div className="flex h-8.5 shrink-0 items-center gap-2 overflow-x-auto border-b border-line px-2">
      <input
        type="search"
        aria-label={words.filter}
        placeholder={words.filter}
        value={typed}
        spellCheck={false}
        onChange={(event) => useNetwork.setState({ words: event.target.value })}
        className="h-6 w-48 min-w-24 rounded-md border border-line bg-raised px-2 text-xs text-fg"
      />
      <Segmented
        label={words.kinds}
        segments={KINDS.map((id) => ({ id, label: words.kind[id] }))}
        value={kind}
        onChange={(id) => useNetwork.setState({ kind: id })}
      />
      <span className="min-w-2 flex-1 truncate text-right text-xs text-fg-3 tabular-nums">
        {words.summary(formatNumber(shown.length), formatBytes(bytes))}
      </span>
      <IconButton
        icon={Download}
        label={words.export}
        size="sm"
        disabled={shown.length === 0}
        onClick={() => saveFile("requests.har", harOf(shown, { version }))}
      />
      <IconButton
        icon={History}
        label={words.preserve}
        size="sm"
        pressed={preserve}
        onClick={() => setPreserve(!preserve)}
      />
      <IconButton icon={Ban} label={words.clear} size="sm" onClick={clearNetwork} />
    </div>
  );
}

/** Hands a file to the browser's own download. */
function saveFile(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** How many requests failed: those nobody answered, and those answered with an error. */
export function NetworkBadge(): ReactElement | null {
  const count = useNetwork(({ log }) => log.rows.filter(isFailure).length);
  if (count === 0) return null;
  return (
    <span title={words.failures(formatNumber(count))}>
      <Badge tone="err">{formatNumber(count)}</Badge>
    </span>
  );
}

function isFailure({ state, status }: NetworkRow): boolean {
  return state === "failed" || (status !== null && status >= 400);
}
