import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type KeyboardEvent, type ReactElement, useState } from "react";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { useTerminalView } from "./terminals.ts";
import type { TerminalScreen } from "./xterm/load.ts";

const words = text.terminal.finding;

interface Found {
  readonly query: string;
  /** Place of the match that is shown, from 0; null when there is none. */
  readonly at: number | null;
  readonly count: number;
}

/** Searches what a terminal keeps, from its end upwards. */
export function FindBar({ screen }: { readonly screen: TerminalScreen }): ReactElement {
  const [found, setFound] = useState<Found>({ query: "", at: null, count: 0 });
  const search = (query: string, by: number): void => {
    const matches = screen.find(query);
    const before = query === found.query ? found.at : null;
    const at = before === null ? matches.length - 1 : (before + by) % matches.length;
    const match = matches.at(at);
    if (match === undefined) screen.clearSelection();
    else screen.reveal(match);
    const shown = match === undefined ? null : (at + matches.length) % matches.length;
    setFound({ query, at: shown, count: matches.length });
  };
  const close = (): void => {
    useTerminalView.setState({ finding: false });
    screen.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") search(found.query, event.shiftKey ? 1 : -1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className="absolute top-1 right-3 z-10 flex items-center gap-0.5 rounded-md border border-line-strong bg-raised p-1 shadow-pop">
      <input
        autoFocus
        aria-label={words.label}
        placeholder={words.label}
        value={found.query}
        onChange={(event) => search(event.target.value, 0)}
        onKeyDown={onKeyDown}
        className="h-6 w-44 min-w-0 rounded-sm border border-line bg-panel px-1.5 text-xs text-fg"
      />
      <span role="status" className="min-w-16 px-1 text-xs text-fg-3 tabular-nums">
        {countOf(found)}
      </span>
      <IconButton
        icon={ArrowUp}
        label={words.previous}
        keys="enter"
        size="sm"
        onClick={() => search(found.query, -1)}
      />
      <IconButton
        icon={ArrowDown}
        label={words.next}
        keys="shift+enter"
        size="sm"
        onClick={() => search(found.query, 1)}
      />
      <IconButton icon={X} label={words.close} keys="escape" size="sm" onClick={close} />
    </search>
  );
}

function countOf({ query, at, count }: Found): string {
  if (query === "") return "";
  return at === null ? words.none : words.count(formatNumber(at + 1), formatNumber(count));
}
