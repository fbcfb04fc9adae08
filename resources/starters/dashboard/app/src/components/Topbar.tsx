import { Menu, Moon, Sun } from "lucide-react";
import { dataAsOf } from "@/data/hubs";
import { useTheme } from "@/hooks/useTheme";
import { formatDay, formatTime } from "@/lib/format";

export function Topbar({ title, onMenu }: { title: string; onMenu: () => void }) {
  const { theme, toggle } = useTheme();
  const Icon = theme === "dark" ? Sun : Moon;

  return (
    <header className="sticky top-0 z-10 flex h-16 items-center gap-3 border-b border-line bg-canvas/90 px-4 backdrop-blur sm:px-6">
      <button
        type="button"
        aria-label="Open the menu"
        onClick={onMenu}
        className="-ml-2 grid size-10 place-items-center rounded-lg hover:bg-raised lg:hidden"
      >
        <Menu size={20} />
      </button>
      <h1 className="text-lg font-semibold">{title}</h1>
      <p className="ml-auto text-sm text-ink-soft tabular-nums">
        <span className="hidden sm:inline">As of </span>
        {formatDay(dataAsOf)}, {formatTime(dataAsOf)}
      </p>
      <button
        type="button"
        aria-label={theme === "dark" ? "Use the light theme" : "Use the dark theme"}
        onClick={toggle}
        className="grid size-10 place-items-center rounded-lg border border-line bg-panel hover:bg-raised"
      >
        <Icon size={17} />
      </button>
    </header>
  );
}
