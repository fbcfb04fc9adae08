import { expect, test } from "vitest";
import { designTheme } from "./designTheme.ts";
import { readThemeSheet } from "./themeSheet.ts";

const defaults = readThemeSheet(
  "@theme default { --color-red-500: oklch(60% 0.2 25); --text-sm: 0.875rem; --text-sm--line-height: 1.4; --breakpoint-md: 48rem; }",
);

test("the app's tokens come first, with the values of its variables", () => {
  const sheet = readThemeSheet(`
    @import "tailwindcss"; /* --color-none: red; */
    :root { --sea: light-dark(#2a5d72, #8dc3d8); }
    @theme inline { --color-sea: var(--sea); --animate-in: in 1s; @keyframes in { from { --color-x: red; } } }
  `);
  const theme = designTheme(defaults, [sheet]);
  expect(theme.usesTailwind).toBe(true);
  expect(theme.colors).toEqual([
    { name: "sea", value: "light-dark(#2a5d72, #8dc3d8)", origin: "app" },
    { name: "red-500", value: "oklch(60% 0.2 25)", origin: "tailwind" },
  ]);
  expect(theme.texts).toEqual([{ name: "sm", value: "0.875rem", origin: "tailwind" }]);
});

test("a theme can take Tailwind's own colours away", () => {
  const sheet = readThemeSheet("@theme { --color-*: initial; --color-ink: #000; }");
  expect(designTheme(defaults, [sheet]).colors.map(({ name }) => name)).toEqual(["ink"]);
  expect(designTheme(defaults, [sheet]).usesTailwind).toBe(false);
});
