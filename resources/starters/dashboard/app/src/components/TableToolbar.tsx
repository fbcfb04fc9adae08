import { Search } from "lucide-react";
import { statusLabels } from "@/data/shipments";
import type { Filter } from "@/lib/table";
import type { Status } from "@/types";

const choices: Filter["status"][] = ["all", ...(Object.keys(statusLabels) as Status[])];

interface Props {
  filter: Filter;
  onChange: (filter: Filter) => void;
}

export function TableToolbar({ filter, onChange }: Props) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-3">
      <label className="flex h-10 min-w-56 flex-1 items-center gap-2 rounded-lg border border-line bg-canvas px-3 focus-within:border-accent">
        <Search size={16} className="text-ink-soft" aria-hidden />
        <span className="sr-only">Search shipments</span>
        <input
          type="search"
          value={filter.query}
          onChange={(event) => onChange({ ...filter, query: event.target.value })}
          placeholder="Customer, city or number"
          className="w-full bg-transparent text-sm outline-none placeholder:text-ink-soft"
        />
      </label>
      <div role="group" aria-label="Status" className="flex flex-wrap gap-1.5">
        {choices.map((status) => (
          <button
            key={status}
            type="button"
            aria-pressed={filter.status === status}
            onClick={() => onChange({ ...filter, status })}
            className="h-9 rounded-full border border-line px-3.5 text-sm text-ink-soft hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {status === "all" ? "All" : statusLabels[status]}
          </button>
        ))}
      </div>
    </div>
  );
}
