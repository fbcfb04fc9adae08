import type { Look } from "../app/look.ts";

/** Style rules by which a choice wins over the system's. */
export const THEME_RULES = `:root[data-theme="light"] {
  color-scheme: light;
}

:root[data-theme="dark"] {
  color-scheme: dark;
}
`;

export function themeHookSource(): string {
  return `import { useState } from "react";

export type Theme = "light" | "dark";

const storageKey = "theme";

function chosenTheme(): Theme | null {
  try {
    const saved = localStorage.getItem(storageKey);
    return saved === "light" || saved === "dark" ? saved : null;
  } catch {
    return null;
  }
}

function systemTheme(): Theme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

// Before the first paint, so that the page does not flash in the other theme.
const chosen = chosenTheme();
if (chosen) document.documentElement.dataset.theme = chosen;

/** Current theme and a function that switches it and remembers the choice. */
export function useTheme() {
  const [theme, setTheme] = useState<Theme>(() => chosenTheme() ?? systemTheme());

  function toggle() {
    const next = theme === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(storageKey, next);
    } catch {
      // Without storage the choice lasts until the page is closed.
    }
    setTheme(next);
  }

  return { theme, toggle };
}
`;
}

export function themeSwitchSource(look: Look, hookImport: string): string {
  return `import { useTheme } from "${hookImport}";

const sun =
  "M12 4V2m0 20v-2m8-8h2M2 12h2m13.7-5.7 1.4-1.4M4.9 19.1l1.4-1.4m0-11.4L4.9 4.9m14.2 14.2-1.4-1.4M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z";
const moon = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z";

/** Stays in the corner of every page. */
export function ThemeSwitch() {
  const { theme, toggle } = useTheme();
  const next = theme === "dark" ? "light" : "dark";

  return (
    <button
      type="button"
      aria-label={\`Use the \${next} theme\`}
      onClick={toggle}
      className="fixed top-2 right-3 z-20 grid size-10 place-items-center rounded-lg border ${look.line} ${look.surface} ${look.soft} transition hover:opacity-75"
    >
      <svg
        viewBox="0 0 24 24"
        width={17}
        height={17}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.7}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden
      >
        <path d={next === "light" ? sun : moon} />
      </svg>
    </button>
  );
}
`;
}
