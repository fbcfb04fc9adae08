import { Ban, History, SearchX, SquareTerminal, Unplug } from "lucide-react";
import { type ReactElement, useMemo } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { type PageFacts, usePageBridges } from "../../client/pageBridge.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { classNames } from "../../ui/classNames.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { type FilterLevel, levelOf, shownItems } from "./consoleItem.ts";
import { ConsoleRow } from "./ConsoleRow.tsx";
import { clearConsole, setPreserve, toggleLevel, useConsole } from "./consoleStore.ts";

const words = text.console;
const ROW_HEIGHT = 25;

/** What the page logs and throws, as its own console would show it. */
export function ConsoleView(): ReactElement {
  const { log, filters, words: typed } = useConsole();
  const shown = useMemo(
    () => shownItems(log.items, { filters, words: typed, closed: log.closed }),
    [log, filters, typed],
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Bar />
      <div className="min-h-0 flex-1">
        {shown.length === 0 ? (
          <Nothing isEmpty={log.items.length === 0} />
        ) : (
          <VirtualList
            items={shown}
            keyOf={({ id }) => String(id)}
            rowHeight={ROW_HEIGHT}
            label={words.label}
            role="log"
            followEnd
            row={(item) => <ConsoleRow item={item} />}
          />
        )}
      </div>
      {log.dropped > 0 && (
        <p className="border-t border-line px-3 py-0.5 text-xs text-fg-3">
          {words.dropped(formatNumber(log.dropped))}
        </p>
      )}
    </div>
  );
}

function Nothing({ isEmpty }: { readonly isEmpty: boolean }): ReactElement {
  const isAbsent = useIsAbsent();
  if (!isEmpty) {
    return <EmptyState icon={SearchX} title={words.noMatch.title} body={words.noMatch.body} />;
  }
  return isAbsent ? (
    <EmptyState icon={Unplug} title={words.absent.title} body={words.absent.body} />
  ) : (
    <EmptyState icon={SquareTerminal} title={words.empty.title} body={words.empty.body} />
  );
}

const NO_PAGE = createStore<Pick<PageFacts, "state">>(() => ({ state: { kind: "connecting" } }));

function useIsAbsent(): boolean {
  const bridge = usePageBridges(({ bridges }) => bridges[0]);
  return useStore(bridge?.facts ?? NO_PAGE, ({ state }) => state.kind === "absent");
}

const LEVELS: readonly FilterLevel[] = ["error", "warn", "info", "debug"];

function Bar(): ReactElement {
  const { filters, words: typed, preserve, log } = useConsole();
  const counts = useMemo(() => {
    const found = { error: 0, warn: 0, info: 0, debug: 0 };
    for (const item of log.items) {
      const level = levelOf(item);
      if (level !== null && "count" in item) found[level] += item.count;
    }
    return found;
  }, [log.items]);
  return (
    <div className="flex h-8.5 shrink-0 items-center gap-2 overflow-x-auto border-b border-line px-2">
      <input
        type="search"
        aria-label={words.filter}
        placeholder={words.filter}
        value={typed}
        spellCheck={false}
        onChange={(event) => useConsole.setState({ words: event.target.value })}
        className="h-6 w-48 min-w-24 rounded-md border border-line bg-raised px-2 text-xs text-fg"
      />
      <div role="group" aria-label={words.levels} className="flex shrink-0 gap-1">
        {LEVELS.map((level) => (
          <button
            key={level}
            type="button"
            aria-pressed={filters[level]}
            aria-label={words.levelCount(words.level[level], formatNumber(counts[level]))}
            onClick={() => toggleLevel(level)}
            className={classNames(
              "flex h-6 items-center gap-1 rounded-md border px-2 text-xs transition-colors duration-100",
              filters[level]
                ? "border-line bg-active text-fg"
                : "border-transparent text-fg-3 hover:bg-hover",
            )}
          >
            {words.level[level]}
            <span className="text-fg-3 tabular-nums">{formatNumber(counts[level])}</span>
          </button>
        ))}
      </div>
      <span className="flex-1" />
      <IconButton
        icon={History}
        label={words.preserve}
        size="sm"
        pressed={preserve}
        onClick={() => setPreserve(!preserve)}
      />
      <IconButton icon={Ban} label={words.clear} size="sm" onClick={clearConsole} />
    </div>
  );
}

/** How many errors there are. */
export function ConsoleBadge(): ReactElement | null {
  const count = useConsole(({ log }) =>
    log.items.reduce(
      (sum, item) => (levelOf(item) === "error" && "count" in item ? sum + item.count : sum),
      0,
    ),
  );
  if (count === 0) return null;
  return (
    <span title={words.errors(formatNumber(count))}>
      <Badge tone="err">{formatNumber(count)}</Badge>
    </span>
  );
}
