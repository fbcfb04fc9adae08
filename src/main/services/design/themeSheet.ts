/** What a style sheet says of Tailwind's theme and of the page's own variables. */
export interface ThemeSheet {
  readonly usesTailwind: boolean;
  /** `--color-sea` → its value, in the order of the sheet; `initial` takes a group away. */
  readonly theme: ReadonlyMap<string, string>;
  /** Custom properties of `:root`. */
  readonly root: ReadonlyMap<string, string>;
}

/** Reads blocks of `@theme` and `:root`; all else is passed over. */
export function readThemeSheet(css: string): ThemeSheet {
  const text = css.replaceAll(/\/\*[^]*?\*\//g, "");
  return {
    usesTailwind: /@import\s+(?:url\()?["']tailwindcss|@tailwind\s/.test(text),
    theme: declarations(text, /@theme\b[^{;]*\{/g),
    root: declarations(text, /(?:^|[\s,}]):root\s*\{/g),
  };
}

function declarations(text: string, opening: RegExp): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(opening)) {
    const start = match.index + match[0].length;
    for (const [name, value] of ownDeclarations(text.slice(start, blockEnd(text, start)))) {
      found.set(name, value);
    }
  }
  return found;
}

function blockEnd(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

/** Those of the block itself, without those of blocks inside it (`@keyframes`). */
function ownDeclarations(block: string): [string, string][] {
  let flat = block;
  for (let before = ""; before !== flat;) {
    before = flat;
    flat = flat.replaceAll(/[^{};]*\{[^{}]*\}/g, "");
  }
  return [...flat.matchAll(/(--[\w*-]+)\s*:\s*([^;]+)/g)].map(([, name = "", value = ""]) => [
    name,
    value.trim().replaceAll(/\s+/g, " "),
  ]);
}
