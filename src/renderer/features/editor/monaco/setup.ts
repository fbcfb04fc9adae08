import "monaco-editor/features/register.all";
import "./monaco.css";
import { followActions, followTextFocus } from "./actions.ts";
import { followEditorSettings } from "./editorSettings.ts";
import { provideEmmet } from "./emmet.ts";
import { registerLanguages } from "./languages.ts";
import { CodeEditor } from "./codeEditor.ts";
import { openCodeField } from "./codeField.ts";
import { ComparisonEditor } from "./comparisonEditor.ts";
import { openModel } from "./modelBuffer.ts";
import { provideSnippets } from "./snippets.ts";
import { followTheme } from "./theme.ts";
import { provideWorkers } from "./workers.ts";

provideWorkers();
registerLanguages();
followTheme();
followEditorSettings();
followTextFocus();
followActions();
provideSnippets();
provideEmmet();

export { CodeEditor, ComparisonEditor, openCodeField, openModel };
