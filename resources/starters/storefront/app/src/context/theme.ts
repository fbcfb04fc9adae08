import { createContext, use } from "react";

export type Theme = "light" | "dark";

export interface ThemeContextValue {
  theme: Theme;
  toggle: () => void;
}

export const ThemeContext = createContext<ThemeContextValue | null>(null);

export function useTheme() {
  const value = use(ThemeContext);
  if (!value) throw new Error("useTheme needs a ThemeProvider around it.");
  return value;
}
