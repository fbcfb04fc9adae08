import { Search, X } from "lucide-react";
import { type ReactElement, useEffect, useRef } from "react";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { setFilter } from "./treeStore.ts";

const words = text.files.filter;

interface FilterBarProps {
  readonly filter: string;
  /** How many files are left. */
  readonly matches: number;
  /** Gives the keyboard to the rows. */
  readonly onLeave: () => void;
}

/** What the tree is filtered by. */
export function FilterBar({ filter, matches, onLeave }: FilterBarProps): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The letter that opened it is in it already: the next one goes behind.
    const end = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(end, end);
  }, []);
  const end = (): void => {
    setFilter(null);
    onLeave();
  };
  return (
    <div className="flex h-8.5 shrink-0 items-center gap-1.5 border-b border-line pr-1.5 pl-3">
      <Search aria-hidden="true" className="size-3.5 shrink-0 text-fg-3" />
      <input
        ref={field}
        aria-label={words.label}
        placeholder={words.placeholder}
        value={filter}
        spellCheck={false}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") end();
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            onLeave();
          }
        }}
        className="h-6 min-w-0 flex-1 bg-transparent text-xs text-fg outline-none"
      />
      {filter !== "" && (
        <span role="status" className="shrink-0 text-xs text-fg-3 tabular-nums">
          {words.matches(formatNumber(matches))}
        </span>
      )}
      <IconButton size="sm" icon={X} label={words.end} onClick={end} />
    </div>
  );
}
