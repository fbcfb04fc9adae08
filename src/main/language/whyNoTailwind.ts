import { access } from "node:fs/promises";
import path from "node:path";
import type { LanguageApp } from "../services/language/ports.ts";

/** Why an app's class names are not completed; null when they are. */
export async function whyNoTailwind({
  root,
  trusted,
}: Pick<LanguageApp, "root" | "trusted">): Promise<string | null> {
  // Tailwind's server runs the Tailwind of the app, and what its style sheets name as plugins.
  if (!trusted) return "Class names are completed once the folder is trusted.";
  try {
    await access(path.join(root, "node_modules/tailwindcss/package.json"));
    return null;
  } catch {
    return "This app does not use Tailwind.";
  }
}
