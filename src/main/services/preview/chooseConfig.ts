import { readFile } from "node:fs/promises";
import path from "node:path";
import type { PreviewedApp } from "./ports.ts";

const CONFIG_FILES = ["ts", "mts", "cts", "js", "mjs", "cjs"].map(
  (ending) => `vite.config.${ending}`,
);

/** Whose Vite configuration runs; `ask` names the file that must not run without trust. */
export type ConfigChoice =
  | { readonly type: "studio" }
  | { readonly type: "app" }
  | { readonly type: "ask"; readonly file: string };

/**
 * Studio's own configuration serves an app that has none, or whose starter's is unchanged (it
 * is the same, and starts faster). Anything else is the app's code and needs trust.
 */
export async function chooseConfig(
  app: PreviewedApp,
  starterConfig: (starter: string, file: string) => Promise<string | null>,
): Promise<ConfigChoice> {
  for (const file of CONFIG_FILES) {
    const source = await readOrNull(path.join(app.root, file));
    if (source === null) continue;
    const original = app.starter === null ? null : await starterConfig(app.starter, file);
    if (source === original) return { type: "studio" };
    return app.trusted ? { type: "app" } : { type: "ask", file };
  }
  return { type: "studio" };
}

export function isConfigFile(file: string): boolean {
  return CONFIG_FILES.includes(file);
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch {
    // Absent and unreadable are alike here: Vite reports the second one in its own words.
    return null;
  }
}
