import type { RecipeApp } from "./recipeApp.ts";
import { unknownStructure } from "./unknownStructure.ts";

/** Classes by which what a recipe writes looks like the app it is written into. */
export interface Look {
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly divide: string;
  readonly soft: string;
  readonly accentText: string;
  readonly bad: string;
  /** The button that a view is about. */
  readonly primary: string;
  readonly quiet: string;
  readonly input: string;
}

/** Names that designs give to the same thing, the most telling first. */
const NAMES = {
  surface: ["panel", "sheet", "card", "surface"],
  raised: ["raised", "sand", "muted", "subtle"],
  line: ["line", "border"],
  ink: ["ink", "foreground"],
  soft: ["ink-soft", "muted-foreground", "ink-muted"],
  accent: ["accent", "sea", "primary", "brand"],
  page: ["paper", "canvas", "background"],
  bad: ["bad", "alert", "danger", "destructive"],
} as const;

/** @throws `invalid-input` for an app without Tailwind CSS: what is written uses its classes. */
export function lookOf(app: RecipeApp): Look {
  if (!app.uses("tailwindcss")) {
    throw unknownStructure("it has no Tailwind CSS, and what the recipe writes is styled with it.");
  }
  const styles = app.find(/@theme/).map(({ text }) => text);
  const tokens = new Set(
    styles.flatMap((text) => [...text.matchAll(/--color-([\w-]+)\s*:/g)].map(([, name]) => name)),
  );
  const pick = (kind: keyof typeof NAMES): string | undefined =>
    NAMES[kind].find((name) => tokens.has(name));
  return withTokens(pick, tokens) ?? NEUTRAL;
}

function withTokens(
  pick: (kind: keyof typeof NAMES) => string | undefined,
  tokens: ReadonlySet<string | undefined>,
): Look | null {
  const [surface, line, ink, accent] = [pick("surface"), pick("line"), pick("ink"), pick("accent")];
  if (!surface || !line || !ink || !accent) return null;
  const soft = pick("soft") ?? ink;
  const raised = pick("raised") ?? `${ink}/5`;
  const onAccent = tokens.has(`on-${accent}`) ? `on-${accent}` : (pick("page") ?? surface);
  return lookFrom({
    surface: `bg-${surface}`,
    raised: `bg-${raised}`,
    hover: `hover:bg-${raised}`,
    line: `border-${line}`,
    divide: `divide-${line}`,
    soft: `text-${soft}`,
    accentText: `text-${accent}`,
    accentBack: `bg-${accent}`,
    onAccent: `text-${onAccent}`,
    focus: `focus:border-${accent}`,
    bad: `text-${pick("bad") ?? accent}`,
  });
}

interface Palette extends Pick<
  Look,
  "surface" | "raised" | "line" | "divide" | "soft" | "accentText" | "bad"
> {
  readonly hover: string;
  readonly accentBack: string;
  readonly onAccent: string;
  readonly focus: string;
}

function lookFrom({ hover, accentBack, onAccent, focus, ...rest }: Palette): Look {
  const button = "inline-flex h-10 items-center justify-center gap-2 rounded-lg px-4 text-sm";
  return {
    ...rest,
    primary: `${button} font-medium ${accentBack} ${onAccent} transition hover:opacity-90 disabled:opacity-50`,
    quiet: `${button} border ${rest.line} ${rest.surface} ${hover}`,
    input: `mt-1.5 w-full rounded-lg border ${rest.line} ${rest.surface} px-3 py-2 ${focus}`,
  };
}

const NEUTRAL: Look = lookFrom({
  surface: "bg-white dark:bg-neutral-900",
  raised: "bg-neutral-100 dark:bg-neutral-800",
  hover: "hover:bg-neutral-100 dark:hover:bg-neutral-800",
  line: "border-neutral-200 dark:border-neutral-800",
  divide: "divide-neutral-200 dark:divide-neutral-800",
  soft: "text-neutral-600 dark:text-neutral-400",
  accentText: "text-blue-700 dark:text-blue-400",
  accentBack: "bg-blue-700 dark:bg-blue-400",
  onAccent: "text-white dark:text-neutral-950",
  focus: "focus:border-blue-700 dark:focus:border-blue-400",
  bad: "text-red-700 dark:text-red-400",
});
