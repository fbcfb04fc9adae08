import { existsSync } from "node:fs";
import path from "node:path";

const NAMES = ["js", "mjs", "ts", "cjs", "mts", "cts"].map((end) => `vite.config.${end}`);

/** Absolute path of the app's own config; null when it has none or Studio's is used. */
export function appConfigFile(root: string, config: "studio" | "app"): string | null {
  if (config === "studio") return null;
  return NAMES.map((name) => path.join(root, name)).find((file) => existsSync(file)) ?? null;
}

export function isConfigName(name: string): boolean {
  return NAMES.includes(name);
}
