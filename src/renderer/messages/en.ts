import { editor } from "./en/editor.ts";
import { files } from "./en/files.ts";
import { shell } from "./en/shell.ts";
import { ui } from "./en/ui.ts";

/** What Studio says, in English. Another language is another object of this type. */
export const en = { editor, files, shell, ui };
