import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import { registerLanguages } from "./languages.ts";
import { openModel } from "./modelBuffer.ts";
import { followTheme } from "./theme.ts";
import { provideWorkers } from "./workers.ts";

provideWorkers();
registerLanguages();
followTheme();

export { monaco, openModel };
