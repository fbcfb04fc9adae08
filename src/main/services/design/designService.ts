import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import type { AppId } from "../../../common/apps/appId.ts";
import type {
  DesignPlan,
  DesignTheme,
  DesignTools,
  PlanInput,
} from "../../../common/contracts/design.ts";
import { designTheme } from "./designTheme.ts";
import type { ThemeNames } from "./engine/conflicts.ts";
import type { Planner } from "./ports.ts";
import { readThemeSheet, type ThemeSheet } from "./themeSheet.ts";

export interface DesignServiceOptions {
  /** @throws `not-found` when there is no such app. */
  readonly folderOf: (appId: AppId) => string;
  /** Tailwind's own theme sheet. */
  readonly tailwindTheme: string;
  readonly planner: Planner;
}

const MAX_SHEETS = 300;
const MAX_SHEET_CHARS = 1_000_000;
const LEFT_OUT = new Set(["node_modules", "dist", "build", "out", "coverage", ".git"]);

/** Plans visual edits in a process of their own, and knows the app's theme. */
export class DesignService implements DesignTools, AsyncDisposable {
  readonly #options: DesignServiceOptions;
  #defaults: Promise<ThemeSheet> | null = null;

  constructor(options: DesignServiceOptions) {
    this.#options = options;
  }

  async plan({ appId, place, edit, facts, scope, open }: PlanInput): Promise<DesignPlan> {
    const root = this.#options.folderOf(appId);
    const theme = namesOf(await this.theme(appId));
    return this.#options.planner.plan({ root, task: { place, edit, facts, scope }, open, theme });
  }

  async theme(appId: AppId): Promise<DesignTheme> {
    const root = this.#options.folderOf(appId);
    this.#defaults ??= readFile(this.#options.tailwindTheme, "utf8").then(readThemeSheet);
    const [defaults, sheets] = await Promise.all([this.#defaults, sheetsOf(root)]);
    return designTheme(defaults, sheets);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#options.planner[Symbol.asyncDispose]();
  }
}

async function sheetsOf(root: string): Promise<readonly ThemeSheet[]> {
  const sheets: ThemeSheet[] = [];
  const found = glob("**/*.css", {
    cwd: root,
    exclude: (name) => LEFT_OUT.has(path.basename(name)),
  });
  for await (const file of found) {
    if (sheets.length >= MAX_SHEETS) break;
    const css = await readFile(path.join(root, file), "utf8").catch(() => "");
    if (css !== "" && css.length <= MAX_SHEET_CHARS) sheets.push(readThemeSheet(css));
  }
  return sheets;
}

function namesOf({ colors, texts, radii, shadows, fonts }: DesignTheme): ThemeNames {
  const own = (tokens: DesignTheme["colors"]): string[] =>
    tokens.filter(({ origin }) => origin === "app").map(({ name }) => name);
  return {
    colors: own(colors),
    texts: own(texts),
    radii: own(radii),
    shadows: own(shadows),
    fonts: own(fonts),
  };
}
