import type { ITheme } from "@xterm/xterm";

/** The sixteen colours of terminals, and what is around them, in the tokens of the theme in use. */
export function screenTheme(): ITheme {
  const probe = document.createElement("span");
  document.body.append(probe);
  const token = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    ...frame(token),
    ...colours(token),
  };
  probe.remove();
  return theme;
}

type Token = (name: string) => string;

function frame(token: Token): ITheme {
  return {
    background: token("--bg-panel"),
    foreground: token("--fg"),
    cursor: token("--accent"),
    cursorAccent: token("--bg-panel"),
    selectionBackground: withAlpha(token("--accent-solid"), 0.35),
    selectionInactiveBackground: withAlpha(token("--accent-solid"), 0.2),
    scrollbarSliderBackground: withAlpha(token("--fg-3"), 0.2),
    scrollbarSliderHoverBackground: withAlpha(token("--fg-3"), 0.33),
    scrollbarSliderActiveBackground: withAlpha(token("--fg-3"), 0.47),
    overviewRulerBorder: "rgba(0, 0, 0, 0)",
  };
}

function colours(token: Token): ITheme {
  const isLight = document.documentElement.dataset["theme"] === "light";
  const [darkest, brightest] = isLight ? ["--fg", "--line-strong"] : ["--line-strong", "--fg"];
  const cyan = between(token("--info"), token("--ok"));
  return {
    black: token(darkest),
    red: token("--err"),
    green: token("--ok"),
    yellow: token("--warn"),
    blue: token("--info"),
    magenta: token("--code-kw"),
    cyan,
    white: token(isLight ? "--fg-3" : "--fg-2"),
    brightBlack: token("--fg-3"),
    brightRed: token("--code-tag"),
    brightGreen: token("--code-str"),
    brightYellow: token("--code-attr"),
    brightBlue: token("--code-fn"),
    brightMagenta: token("--accent"),
    brightCyan: cyan,
    brightWhite: token(brightest),
  };
}

const channels = (colour: string): readonly number[] =>
  (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

function withAlpha(colour: string, alpha: number): string {
  return `rgba(${channels(colour).join(", ")}, ${alpha})`;
}

/** The tokens have no colour between these two. */
function between(one: string, other: string): string {
  const second = channels(other);
  const mixed = channels(one).map((value, at) => Math.round((value + (second[at] ?? value)) / 2));
  return `rgb(${mixed.join(", ")})`;
}
