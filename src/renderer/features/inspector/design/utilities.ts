import type { DesignTheme, ThemeToken } from "../../../../common/contracts/design.ts";

/** What a control can set: one class without its variant, and what it does as CSS. */
export interface Utility {
  readonly className: string;
  readonly label: string;
  /** Shown on the page while it is not written yet. */
  readonly styles: readonly (readonly [property: string, value: string])[];
  /** A colour to be shown beside the label. */
  readonly swatch?: string;
}

export const SPACING_STEPS: readonly string[] =
  "0 px 0.5 1 1.5 2 2.5 3 3.5 4 5 6 7 8 9 10 11 12 14 16 20 24 28 32 36 40 44 48 52 56 60 64 72 80 96".split(
    " ",
  );

/** A step of the scale as a length. */
export function spacing(step: string): string {
  return step === "px" ? "1px" : `calc(var(--spacing, 0.25rem) * ${step})`;
}

const one = (className: string, label: string, property: string, value: string): Utility => ({
  className,
  label,
  styles: [[property, value]],
});

const keywords = (
  property: string,
  list: Readonly<Record<string, readonly [string, string]>>,
): Utility[] =>
  Object.entries(list).map(([className, [label, value]]) => one(className, label, property, value));

const steps = (prefix: string, property: string): Utility[] =>
  SPACING_STEPS.map((step) => one(`${prefix}-${step}`, step, property, spacing(step)));

const FRACTIONS: readonly (readonly [string, string])[] = [
  ["auto", "auto"],
  ["full", "100%"],
  ["1/2", "50%"],
  ["1/3", "33.3333%"],
  ["2/3", "66.6667%"],
  ["1/4", "25%"],
  ["3/4", "75%"],
  ["fit", "fit-content"],
  ["min", "min-content"],
  ["max", "max-content"],
];

const sized = (prefix: string, property: string): Utility[] => [
  ...FRACTIONS.map(([name, value]) => one(`${prefix}-${name}`, name, property, value)),
  ...steps(prefix, property),
];

const MAX_WIDTHS: readonly (readonly [string, string])[] = [
  ["none", "none"],
  ["full", "100%"],
  ["xs", "20rem"],
  ["sm", "24rem"],
  ["md", "28rem"],
  ["lg", "32rem"],
  ["xl", "36rem"],
  ["2xl", "42rem"],
  ["3xl", "48rem"],
  ["4xl", "56rem"],
  ["5xl", "64rem"],
  ["6xl", "72rem"],
  ["7xl", "80rem"],
];

const DISPLAY = keywords("display", {
  block: ["Block", "block"],
  flex: ["Flex", "flex"],
  grid: ["Grid", "grid"],
  "inline-block": ["Inline block", "inline-block"],
  "inline-flex": ["Inline flex", "inline-flex"],
  inline: ["Inline", "inline"],
  hidden: ["Hidden", "none"],
});

const ALIGN = keywords("align-items", {
  "items-start": ["Start", "flex-start"],
  "items-center": ["Centre", "center"],
  "items-end": ["End", "flex-end"],
  "items-baseline": ["Baseline", "baseline"],
  "items-stretch": ["Stretch", "stretch"],
});

const JUSTIFY = keywords("justify-content", {
  "justify-start": ["Start", "flex-start"],
  "justify-center": ["Centre", "center"],
  "justify-end": ["End", "flex-end"],
  "justify-between": ["Between", "space-between"],
  "justify-around": ["Around", "space-around"],
  "justify-evenly": ["Evenly", "space-evenly"],
});

/** What each control offers, by control; colours and other tokens as the app's theme has them. */
export function utilitiesOf(theme: DesignTheme): Readonly<Record<ControlId, readonly Utility[]>> {
  return { ...LAYOUT, ...typeUtilities(theme), ...lookUtilities(theme) };
}

const LAYOUT = {
  display: DISPLAY,
  direction: keywords("flex-direction", {
    "flex-row": ["Row", "row"],
    "flex-col": ["Column", "column"],
    "flex-row-reverse": ["Row, reversed", "row-reverse"],
    "flex-col-reverse": ["Column, reversed", "column-reverse"],
  }),
  wrap: keywords("flex-wrap", {
    "flex-wrap": ["Wrap", "wrap"],
    "flex-nowrap": ["No wrap", "nowrap"],
  }),
  align: ALIGN,
  justify: JUSTIFY,
  gap: steps("gap", "gap"),
  columns: Array.from({ length: 12 }, (_, index) =>
    one(
      `grid-cols-${index + 1}`,
      String(index + 1),
      "grid-template-columns",
      `repeat(${index + 1}, minmax(0, 1fr))`,
    ),
  ),
  width: sized("w", "width"),
  height: sized("h", "height"),
  maxWidth: MAX_WIDTHS.map(([name, value]) => one(`max-w-${name}`, name, "max-width", value)),
  minHeight: [
    one("min-h-full", "full", "min-height", "100%"),
    one("min-h-screen", "screen", "min-height", "100vh"),
    ...steps("min-h", "min-height"),
  ],
};

function typeUtilities(theme: DesignTheme) {
  return {
    fontSize: tokens(theme.texts, "text", "font-size"),
    weight: tokens(theme.weights, "font", "font-weight", (name) => name.replace(/^weight-/, "")),
    leading: keywords("line-height", {
      "leading-none": ["none", "1"],
      "leading-tight": ["tight", "1.25"],
      "leading-snug": ["snug", "1.375"],
      "leading-normal": ["normal", "1.5"],
      "leading-relaxed": ["relaxed", "1.625"],
      "leading-loose": ["loose", "2"],
    }),
    tracking: keywords("letter-spacing", {
      "tracking-tighter": ["tighter", "-0.05em"],
      "tracking-tight": ["tight", "-0.025em"],
      "tracking-normal": ["normal", "0"],
      "tracking-wide": ["wide", "0.025em"],
      "tracking-wider": ["wider", "0.05em"],
      "tracking-widest": ["widest", "0.1em"],
    }),
    textAlign: keywords("text-align", {
      "text-left": ["Left", "left"],
      "text-center": ["Centre", "center"],
      "text-right": ["Right", "right"],
      "text-justify": ["Justify", "justify"],
    }),
    font: tokens(theme.fonts, "font", "font-family"),
  };
}

const OPACITIES = "0 5 10 20 30 40 50 60 70 75 80 90 95 100".split(" ");

const bordered = (className: string, width: string): Utility => ({
  className,
  label: width,
  styles: [
    ["border-width", `${width}px`],
    ["border-style", "solid"],
  ],
});

const BORDER_WIDTHS: readonly Utility[] = [
  bordered("border-0", "0"),
  bordered("border", "1"),
  bordered("border-2", "2"),
  bordered("border-4", "4"),
  bordered("border-8", "8"),
];

function lookUtilities(theme: DesignTheme) {
  return {
    textColor: colors(theme, "text", "color"),
    background: colors(theme, "bg", "background-color"),
    borderColor: colors(theme, "border", "border-color"),
    borderWidth: BORDER_WIDTHS,
    radius: [
      one("rounded-none", "none", "border-radius", "0"),
      ...tokens(theme.radii, "rounded", "border-radius"),
      one("rounded-full", "full", "border-radius", "9999px"),
    ],
    shadow: [
      one("shadow-none", "none", "box-shadow", "none"),
      ...tokens(theme.shadows, "shadow", "box-shadow"),
    ],
    opacity: OPACITIES.map((percent) =>
      one(`opacity-${percent}`, `${percent} %`, "opacity", `${percent}%`),
    ),
  };
}

export type ControlId =
  | "display"
  | "direction"
  | "wrap"
  | "align"
  | "justify"
  | "gap"
  | "columns"
  | "width"
  | "height"
  | "maxWidth"
  | "minHeight"
  | "fontSize"
  | "weight"
  | "leading"
  | "tracking"
  | "textAlign"
  | "font"
  | "textColor"
  | "background"
  | "borderColor"
  | "borderWidth"
  | "radius"
  | "shadow"
  | "opacity";

function tokens(
  list: readonly ThemeToken[],
  prefix: string,
  property: string,
  labelOf: (name: string) => string = (name) => name,
): Utility[] {
  return list.map(({ name, value }) =>
    one(`${prefix}-${labelOf(name)}`, labelOf(name), property, value),
  );
}

function colors({ colors: list }: DesignTheme, prefix: string, property: string): Utility[] {
  const fixed: [string, string][] = [
    ["transparent", "transparent"],
    ["current", "currentColor"],
  ];
  const named = list.map(({ name, value }): [string, string] => [name, value]);
  return [...named, ...fixed].map(([name, value]) => ({
    ...one(`${prefix}-${name}`, name, property, value),
    swatch: value,
  }));
}

/** The variant that a control writes for: a width, and light or dark. */
export interface Variant {
  /** Empty for all widths. */
  readonly breakpoint: string;
  readonly dark: boolean;
}

export function prefixOf({ breakpoint, dark }: Variant): string {
  return `${breakpoint === "" ? "" : `${breakpoint}:`}${dark ? "dark:" : ""}`;
}

/** The utility of a list that an element has under a variant. */
export function chosenOf(
  utilities: readonly Utility[],
  classes: readonly string[],
  prefix: string,
): Utility | null {
  return utilities.find(({ className }) => classes.includes(prefix + className)) ?? null;
}

export type Box = "p" | "m";
export type Side = "t" | "r" | "b" | "l";

const BOTH: Readonly<Record<Side, "x" | "y">> = { t: "y", b: "y", l: "x", r: "x" };

/** The step that one side of a box has, and whether a class of its own says so. */
export function sideStep(
  classes: readonly string[],
  { box, side, prefix }: { readonly box: Box; readonly side: Side; readonly prefix: string },
): { readonly step: string; readonly className: string; readonly isOwn: boolean } | null {
  for (const [index, letter] of [side, BOTH[side], ""].entries()) {
    const start = `${prefix}${box}${letter}-`;
    const negative = `${prefix}-${box}${letter}-`;
    const found = classes.find((name) => name.startsWith(start) || name.startsWith(negative));
    if (found === undefined) continue;
    const isNegative = found.startsWith(negative);
    const step = found.slice(isNegative ? negative.length : start.length);
    return { step: isNegative ? `-${step}` : step, className: found, isOwn: index === 0 };
  }
  return null;
}

/** The class that sets one side; null when the text is no step. */
export function sideClass(
  text: string,
  { box, side, prefix }: { readonly box: Box; readonly side: Side; readonly prefix: string },
): string | null {
  const step = text.trim();
  if (box === "m" && step === "auto") return `${prefix}m${side}-auto`;
  const isNegative = box === "m" && step.startsWith("-");
  const size = isNegative ? step.slice(1) : step;
  if (/^\d+(\.\d+)?(px|rem|em|%)$/.test(size))
    return `${prefix}${isNegative ? "-" : ""}${box}${side}-[${size}]`;
  const isStep = size === "px" || (/^\d+(\.\d+)?$/.test(size) && Number(size) % 0.25 === 0);
  return isStep ? `${prefix}${isNegative ? "-" : ""}${box}${side}-${size}` : null;
}
