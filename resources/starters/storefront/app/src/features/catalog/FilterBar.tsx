import { categories } from "@/data/categories";
import { SearchBox } from "@/features/catalog/SearchBox";
import { sortOptions, type CatalogFilter, type SortId } from "@/lib/catalog";

const chips = [{ id: "all" as const, name: "Everything" }, ...categories];

interface Props {
  filter: CatalogFilter;
  onChange: (change: Partial<CatalogFilter>) => void;
}

export function FilterBar({ filter, onChange }: Props) {
  return (
    <div className="mb-8 grid gap-4">
      <div role="group" aria-label="Category" className="flex flex-wrap gap-2">
        {chips.map((chip) => (
          <button
            key={chip.id}
            type="button"
            aria-pressed={filter.category === chip.id}
            onClick={() => onChange({ category: chip.id })}
            className="h-10 rounded-full border border-line px-4 text-[0.9375rem] text-ink-soft transition hover:text-ink aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper"
          >
            {chip.name}
          </button>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <div className="flex min-w-64 flex-1">
          <SearchBox value={filter.query} onChange={(query) => onChange({ query })} />
        </div>
        <label className="flex h-11 items-center gap-2.5 rounded-full border border-line px-4 text-[0.9375rem]">
          <input
            type="checkbox"
            checked={filter.inStock}
            onChange={(event) => onChange({ inStock: event.target.checked })}
            className="size-4 accent-sea"
          />
          In stock
        </label>
        <label className="flex h-11 items-center gap-2 rounded-full border border-line pr-3 pl-4 text-[0.9375rem]">
          <span className="sr-only">Sort by</span>
          <select
            value={filter.sort}
            onChange={(event) => onChange({ sort: event.target.value as SortId })}
            className="bg-transparent pr-1 outline-none [&>option]:bg-card"
          >
            {sortOptions.map((option) => (
              <option key={option.id} value={option.id}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}
