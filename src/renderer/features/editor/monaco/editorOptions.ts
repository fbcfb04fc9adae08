import type { editor } from "monaco-editor/editor";

/** What every editor of Studio has in common, a comparison's two sides included. */
export const EDITOR_OPTIONS = {
  automaticLayout: true,
  fontFamily:
    'ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 12.5,
  lineHeight: 20,
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  cursorBlinking: "solid",
  lineNumbersMinChars: 4,
  // A file's unusual line terminators are its own business; saving must not change them.
  unusualLineTerminators: "off",
  fixedOverflowWidgets: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  accessibilitySupport: "auto",
  // One accent, and status colours for status; a setting colours the brackets of each text.
  bracketPairColorization: { enabled: false },
} as const satisfies editor.IEditorOptions;
