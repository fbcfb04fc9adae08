import { editor } from "monaco-editor/editor";
import { hexColor } from "./hexColor.ts";

const THEME = "studio";

/** Makes Monaco look like the rest of Studio, and keeps it so when the theme changes. */
export function followTheme(): () => void {
  applyTheme();
  const observer = new MutationObserver(applyTheme);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

function applyTheme(): void {
  const isLight = document.documentElement.dataset["theme"] === "light";
  const probe = document.createElement("span");
  document.body.append(probe);
  const token = (name: string): string => {
    probe.style.color = `var(${name})`;
    return hexColor(getComputedStyle(probe).color);
  };
  editor.defineTheme(THEME, {
    base: isLight ? "vs" : "vs-dark",
    inherit: true,
    rules: rules((name) => token(name).slice(1)),
    colors: colors(token, isLight),
  });
  probe.remove();
  editor.setTheme(THEME);
}

function rules(token: (name: string) => string): editor.ITokenThemeRule[] {
  const colour = (foreground: string, ...names: readonly string[]): editor.ITokenThemeRule[] =>
    names.map((name) => ({ token: name, foreground: token(foreground) }));
  return [
    ...colour("--fg", "", "identifier", "delimiter", "string.key.json", "variable"),
    ...colour("--fg-2", "delimiter", "delimiter.bracket", "delimiter.angle", "delimiter.tag"),
    ...colour("--fg-2", "delimiter.html", "delimiter.xml", "operator"),
    ...colour("--code-kw", "keyword", "keyword.css", "meta.tag", "constant"),
    ...colour("--code-str", "string", "string.value.json", "string.html", "attribute.value"),
    ...colour("--code-str", "attribute.value.html", "attribute.value.xml", "string.yaml"),
    ...colour("--code-fn", "function", "type.identifier", "type", "tag.component", "predefined"),
    ...colour("--code-fn", "variable.predefined", "attribute.name.css", "key", "string.link"),
    ...colour("--code-num", "number", "attribute.value.number", "attribute.value.unit"),
    ...colour("--code-num", "string.escape", "regexp", "attribute.value.hex.css", "keyword.json"),
    ...colour("--code-com", "comment", "comment.doc"),
    ...colour("--code-tag", "tag", "tag.css", "tag.html", "metatag", "keyword.md"),
    ...colour("--code-attr", "attribute.name", "attribute.name.html", "string.key.json"),
    { token: "strong", fontStyle: "bold" },
    { token: "emphasis", fontStyle: "italic" },
  ];
}

function colors(token: (name: string) => string, isLight: boolean): editor.IColors {
  return {
    "editor.background": token("--bg-raised"),
    "editor.foreground": token("--fg"),
    "editorLineNumber.foreground": token("--fg-3"),
    "editorLineNumber.activeForeground": token("--fg"),
    "editor.lineHighlightBackground": isLight ? "#0000000a" : "#ffffff0a",
    "editor.lineHighlightBorder": "#00000000",
    "editor.selectionBackground": token("--accent-solid") + "40",
    "editor.inactiveSelectionBackground": token("--accent-solid") + "26",
    "editor.wordHighlightBackground": token("--accent-soft"),
    "editor.findMatchBackground": token("--warn") + "66",
    "editor.findMatchHighlightBackground": token("--warn") + "33",
    "editorCursor.foreground": token("--accent"),
    "editorIndentGuide.background1": token("--line"),
    "editorIndentGuide.activeBackground1": token("--line-strong"),
    "editorBracketMatch.background": token("--accent-soft"),
    "editorBracketMatch.border": token("--accent"),
    "editorWidget.background": token("--bg-panel"),
    "editorWidget.border": token("--line-strong"),
    "editorStickyScroll.background": token("--bg-raised"),
    "editorStickyScrollHover.background": token("--bg-hover"),
    "editorError.foreground": token("--err"),
    "editorWarning.foreground": token("--warn"),
    "editorInfo.foreground": token("--info"),
    "diffEditor.insertedTextBackground": token("--ok") + "2e",
    "diffEditor.insertedLineBackground": token("--ok-soft"),
    "diffEditor.removedTextBackground": token("--err") + "2e",
    "diffEditor.removedLineBackground": token("--err-soft"),
    "input.background": token("--bg-raised"),
    "input.border": token("--line-strong"),
    "list.hoverBackground": token("--bg-hover"),
    "list.focusBackground": token("--bg-active"),
    "list.activeSelectionBackground": token("--bg-active"),
    "list.activeSelectionForeground": token("--fg"),
    "menu.background": token("--bg-panel"),
    "menu.foreground": token("--fg"),
    "menu.selectionBackground": token("--bg-active"),
    "menu.selectionForeground": token("--fg"),
    "quickInput.background": token("--bg-panel"),
    "editorSuggestWidget.background": token("--bg-panel"),
    "editorSuggestWidget.selectedBackground": token("--bg-active"),
    "editorHoverWidget.background": token("--bg-panel"),
    "scrollbarSlider.background": token("--fg-3") + "33",
    "scrollbarSlider.hoverBackground": token("--fg-3") + "55",
    "scrollbarSlider.activeBackground": token("--fg-3") + "77",
    "scrollbar.shadow": "#00000000",
    "editorOverviewRuler.border": "#00000000",
    focusBorder: token("--accent"),
  };
}
