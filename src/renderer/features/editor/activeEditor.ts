import type { CodeEditor } from "./monaco/codeEditor.ts";

let current: CodeEditor | null = null;

/** The mounted editor, for commands. */
export const codeEditor = {
  get: (): CodeEditor | null => current,
  set(editor: CodeEditor | null): void {
    current = editor;
  },
};
