import { Moon, Sun } from "lucide-react";
import { useTheme } from "@/context/theme";

export function ThemeToggle() {
  const { theme, toggle } = useTheme();
  const Icon = theme === "dark" ? Sun : Moon;

  return (
    <button
      type="button"
      aria-label={theme === "dark" ? "Use the light theme" : "Use the dark theme"}
      onClick={toggle}
      className="grid size-10 place-items-center rounded-lg text-ink-soft hover:bg-sand hover:text-ink"
    >
      <Icon size={18} strokeWidth={1.7} />
    </button>
  );
}
