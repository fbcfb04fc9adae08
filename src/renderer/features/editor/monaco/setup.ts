import "monaco-editor/features/register.all";
import "./monaco.css";
import { registerLanguages } from "./languages.ts";
import { CodeEditor } from "./codeEditor.ts";
import { openCodeField } from "./codeField.ts";
import { ComparisonEditor } from "./comparisonEditor.ts";
import { openModel } from "./modelBuffer.ts";
import { followTheme } from "./theme.ts";
import { provideWorkers } from "./workers.ts";

provideWorkers();
registerLanguages();
followTheme();

export { CodeEditor, ComparisonEditor, openCodeField, openModel };
