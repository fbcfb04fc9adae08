import { Search } from "lucide-react";

interface Props {
  value: string;
  onChange: (value: string) => void;
}

export function SearchBox({ value, onChange }: Props) {
  return (
    <label className="flex h-11 min-w-0 flex-1 items-center gap-2.5 rounded-full border border-line bg-card px-4 focus-within:border-sea focus-within:ring-3 focus-within:ring-sea/15">
      <Search size={17} className="shrink-0 text-ink-soft" aria-hidden />
      <span className="sr-only">Search the shop</span>
      <input
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Search fish, bread, places"
        className="w-full min-w-0 bg-transparent outline-none placeholder:text-ink-soft"
      />
    </label>
  );
}
