import { useEffect, useMemo, useState, type ReactNode } from "react";
import { ThemeContext, type Theme } from "@/context/theme";
import { safeStorage } from "@/lib/storage";

const storageKey = "harbor-theme";
const darkQuery = "(prefers-color-scheme: dark)";

function initialTheme(): Theme {
  const saved = safeStorage.getItem(storageKey);
  if (saved === "light" || saved === "dark") return saved;
  return matchMedia(darkQuery).matches ? "dark" : "light";
}

/** Follows the system until the visitor chooses; the choice is remembered. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState<Theme>(initialTheme);

  useEffect(() => {
    const query = matchMedia(darkQuery);
    const follow = () => {
      if (!safeStorage.getItem(storageKey)) setTheme(query.matches ? "dark" : "light");
    };
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);

  const value = useMemo(() => {
    function toggle() {
      const next = theme === "dark" ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      safeStorage.setItem(storageKey, next);
      setTheme(next);
    }
    return { theme, toggle };
  }, [theme]);

  return <ThemeContext value={value}>{children}</ThemeContext>;
}
