import { editor, Uri } from "monaco-editor/editor";
import { jsonDefaults } from "monaco-editor/languages/features/json/register";
import type { CodeField, CodeFieldOptions } from "../../../client/codeField.ts";
import { fileLanguage } from "../fileLanguage.ts";

/** An editor of its own for one text, such as `settings.json`. */
export function openCodeField(host: HTMLElement, options: CodeFieldOptions): CodeField {
  const uri = Uri.from({ scheme: "studio", path: `/${options.path}` });
  editor.getModel(uri)?.dispose();
  const { schema } = options;
  if (schema !== null) addSchema(uri.toString(), schema);
  const model = editor.createModel(options.text, fileLanguage(options.path).id, uri);
  model.updateOptions({ tabSize: 2, insertSpaces: true });
  const view = editor.create(host, {
    model,
    automaticLayout: true,
    ariaLabel: options.label,
    fontSize: 12.5,
    lineHeight: 20,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    padding: { top: 10, bottom: 10 },
    fixedOverflowWidgets: true,
    stickyScroll: { enabled: false },
    quickSuggestions: { strings: true, other: true, comments: false },
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  });
  const listening = model.onDidChangeContent(() => options.onEdit(model.getValue()));
  return {
    text: () => model.getValue(),
    focus: () => view.focus(),
    replace: (text) => {
      if (text === model.getValue()) return;
      model.pushStackElement();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      model.pushStackElement();
    },
    [Symbol.dispose]: () => {
      listening.dispose();
      view.dispose();
      model.dispose();
    },
  };
}

/** Beside the schemas of the app's own files, which others set. */
function addSchema(uri: string, schema: Readonly<Record<string, unknown>>): void {
  const { diagnosticsOptions } = jsonDefaults;
  const others = (diagnosticsOptions.schemas ?? []).filter(
    (known) => known.uri !== `${uri}#schema`,
  );
  jsonDefaults.setDiagnosticsOptions({
    ...diagnosticsOptions,
    schemas: [...others, { uri: `${uri}#schema`, fileMatch: [uri], schema }],
  });
}
