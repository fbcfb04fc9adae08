import { create } from "zustand";
import type { Theme } from "../../common/contracts/studio.ts";
import { useSettings } from "./facts.ts";

/** The theme in effect: the person's choice, or what the system has. */
export const useTheme = create<{ readonly theme: "dark" | "light" }>(() => ({ theme: "dark" }));

/** What the last window chose, so that the first frame is drawn in it before the host answers. */
const REMEMBERED = "studio.theme";

/** Keeps the document's theme in step with the settings and the system. */
export function followTheme(): () => void {
  const systemLight = window.matchMedia("(prefers-color-scheme: light)");
  const apply = (): void => {
    const chosen = useSettings.getState().value?.theme ?? remembered();
    const theme = resolve(chosen, systemLight.matches);
    document.documentElement.dataset["theme"] = theme;
    useTheme.setState({ theme });
    if (useSettings.getState().value !== null) localStorage.setItem(REMEMBERED, chosen);
  };
  apply();
  systemLight.addEventListener("change", apply);
  const unsubscribe = useSettings.subscribe(apply);
  return () => {
    systemLight.removeEventListener("change", apply);
    unsubscribe();
  };
}

function remembered(): Theme {
  const stored = localStorage.getItem(REMEMBERED);
  return stored === "dark" || stored === "light" ? stored : "system";
}

function resolve(theme: Theme, systemIsLight: boolean): "dark" | "light" {
  if (theme !== "system") return theme;
  return systemIsLight ? "light" : "dark";
}
