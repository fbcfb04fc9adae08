import { extendTailwindMerge } from "tailwind-merge";

/** The app's own token names, where Tailwind's rules would guess wrong. */
export interface ThemeNames {
  readonly colors: readonly string[];
  readonly texts: readonly string[];
  readonly radii: readonly string[];
  readonly shadows: readonly string[];
  readonly fonts: readonly string[];
}

/** Tells which class names set the same thing. */
export interface Conflicts {
  /** Whether two classes set the same under the same variants, so that one replaces the other. */
  replaces(a: string, b: string): boolean;
  /** Whether one takes a part of what the other sets (`px-2` of `p-6`). */
  overlaps(a: string, b: string): boolean;
}

export function conflictsFor(theme: ThemeNames): Conflicts {
  const merge = extendTailwindMerge({
    extend: {
      theme: {
        text: [...theme.texts],
        radius: [...theme.radii],
        shadow: [...theme.shadows],
        font: [...theme.fonts],
      },
    },
  });
  const drops = (first: string, second: string): boolean => merge(`${first} ${second}`) === second;
  return {
    replaces: (a, b) => a !== b && drops(a, b) && drops(b, a),
    overlaps: (a, b) => a !== b && (drops(a, b) || drops(b, a)),
  };
}
