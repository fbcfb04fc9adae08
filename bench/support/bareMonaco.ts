// The editor that Studio's is measured against: Monaco as it comes, with colours for TypeScript.
import { editor } from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/typescript/register";

/** Opens a bare editor in an element of Studio's own page. */
export function openBareEditor(host: HTMLElement, text: string): void {
  const opened = editor.create(host, {
    value: text,
    language: "typescript",
    minimap: { enabled: false },
    automaticLayout: true,
  });
  opened.setPosition({ lineNumber: Math.ceil(text.split("\n").length / 2), column: 1 });
  opened.focus();
}
