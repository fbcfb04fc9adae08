import "monaco-editor/features/register.all";
import { registerLanguages } from "./languages.ts";
import { CodeEditor } from "./codeEditor.ts";
import { openCompare } from "./compareEditor.ts";
import { openModel } from "./modelBuffer.ts";
import { followTheme } from "./theme.ts";
import { provideWorkers } from "./workers.ts";

provideWorkers();
registerLanguages();
followTheme();

export { CodeEditor, openCompare, openModel };
