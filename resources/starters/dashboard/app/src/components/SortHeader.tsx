import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { Sort, SortKey } from "@/lib/table";

interface Props {
  label: string;
  column: SortKey;
  sort: Sort;
  onSort: (key: SortKey) => void;
  className?: string;
}

export function SortHeader({ label, column, sort, onSort, className = "" }: Props) {
  const active = sort.key === column;
  const Icon = !active ? ChevronsUpDown : sort.descending ? ArrowDown : ArrowUp;
  const order = sort.descending ? "descending" : "ascending";

  return (
    <th scope="col" aria-sort={active ? order : "none"} className={`font-medium ${className}`}>
      <button
        type="button"
        onClick={() => onSort(column)}
        className="inline-flex h-10 items-center gap-1 hover:text-ink"
      >
        {label}
        <Icon size={14} className={active ? "text-accent" : "opacity-50"} aria-hidden />
      </button>
    </th>
  );
}
