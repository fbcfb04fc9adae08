import type { DesignTheme, ThemeToken } from "../../../common/contracts/design.ts";
import type { ThemeSheet } from "./themeSheet.ts";

interface Entry {
  readonly value: string;
  readonly origin: ThemeToken["origin"];
}

const MAX_LOOKUPS = 20;

/** The theme of an app: Tailwind's own, with what the app's sheets add, change and take away. */
export function designTheme(defaults: ThemeSheet, sheets: readonly ThemeSheet[]): DesignTheme {
  const entries = new Map<string, Entry>();
  for (const [name, value] of defaults.theme) entries.set(name, { value, origin: "tailwind" });
  for (const { theme } of sheets) {
    for (const [name, value] of theme) apply(entries, name, value);
  }
  const variables = new Map(sheets.flatMap(({ root }) => [...root]));
  const group = (prefix: string): ThemeToken[] => tokens(entries, variables, prefix);
  return {
    usesTailwind: sheets.some(({ usesTailwind }) => usesTailwind),
    colors: group("color"),
    texts: group("text"),
    fonts: group("font").filter(({ name }) => !name.startsWith("weight-")),
    weights: group("font-weight"),
    radii: group("radius"),
    shadows: group("shadow"),
    breakpoints: group("breakpoint"),
  };
}

/** `--color-*: initial` takes away all colours there were. */
function apply(entries: Map<string, Entry>, name: string, value: string): void {
  if (name.endsWith("*")) {
    const prefix = name.slice(0, -1);
    for (const known of Array.from(entries.keys())) {
      if (known.startsWith(prefix)) entries.delete(known);
    }
    return;
  }
  if (value === "initial") entries.delete(name);
  else entries.set(name, { value, origin: "app" });
}

/** The app's own first: they are what a design is made of. */
function tokens(
  entries: ReadonlyMap<string, Entry>,
  variables: ReadonlyMap<string, string>,
  group: string,
): ThemeToken[] {
  const prefix = `--${group}-`;
  const found = [...entries].flatMap(([name, { value, origin }]): ThemeToken[] => {
    const short = name.slice(prefix.length);
    if (!name.startsWith(prefix) || short.includes("--") || short === "") return [];
    return [{ name: short, value: resolved(value, variables, entries), origin }];
  });
  const isOwn = ({ origin }: ThemeToken): boolean => origin === "app";
  return [...found.filter(isOwn), ...found.filter((token) => !isOwn(token))];
}

/** Puts the values of known variables in the place of `var(--x)`. */
function resolved(
  value: string,
  variables: ReadonlyMap<string, string>,
  entries: ReadonlyMap<string, Entry>,
): string {
  let text = value;
  for (let step = 0; step < MAX_LOOKUPS; step++) {
    const next = text.replaceAll(
      /var\((--[\w-]+)\)/g,
      (whole, name: string) => variables.get(name) ?? entries.get(name)?.value ?? whole,
    );
    if (next === text) break;
    text = next;
  }
  return text.slice(0, 500);
}
