import { editor } from "monaco-editor/editor";
import type { Settings } from "../../../../common/contracts/studio.ts";
import { useSettings } from "../../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../../client/settings.ts";
import { EDITOR_OPTIONS } from "./editorOptions.ts";

/** Keeps every editor, comparisons included, as the settings say. */
export function followEditorSettings(): () => void {
  const current = (): Settings => useSettings.getState().value ?? DEFAULT_SETTINGS;
  const stops = [
    useSettings.subscribe(({ value }, before) => {
      if (value === null || !differ(value, before.value ?? DEFAULT_SETTINGS)) return;
      for (const each of editor.getEditors()) each.updateOptions(editorOptionsOf(value));
      for (const model of editor.getModels()) colourBrackets(model, value);
    }),
  ];
  const listening = [
    editor.onDidCreateEditor((made) => made.updateOptions(editorOptionsOf(current()))),
    // A model gets options of its own while it is made: these come after them.
    editor.onDidCreateModel((model) =>
      queueMicrotask(() => {
        if (!model.isDisposed()) colourBrackets(model, current());
      }),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const one of listening) one.dispose();
  };
}

/** The settings in Monaco's own words. */
function editorOptionsOf(settings: Settings): editor.IEditorOptions & editor.IGlobalEditorOptions {
  const family = settings["editor.fontFamily"].trim();
  return {
    fontSize: settings["editor.fontSize"],
    fontFamily: family === "" ? EDITOR_OPTIONS.fontFamily : `${family}, monospace`,
    fontLigatures: settings["editor.fontLigatures"],
    lineHeight: settings["editor.lineHeight"],
    tabSize: settings["editor.tabSize"],
    insertSpaces: settings["editor.insertSpaces"],
    wordWrap: settings["editor.wordWrap"],
    minimap: { enabled: settings["editor.minimap"] },
    lineNumbers: settings["editor.lineNumbers"],
    rulers: [...settings["editor.rulers"]],
    renderWhitespace: settings["editor.renderWhitespace"],
    guides: { indentation: true, bracketPairs: settings["editor.bracketPairGuides"] },
    stickyScroll: { enabled: settings["editor.stickyScroll"], maxLineCount: 3 },
    cursorStyle: settings["editor.cursorStyle"],
    cursorBlinking: settings["editor.cursorBlinking"],
    scrollBeyondLastLine: settings["editor.scrollBeyondLastLine"],
  };
}

function colourBrackets(model: editor.ITextModel, settings: Settings): void {
  model.updateOptions({
    bracketColorizationOptions: {
      enabled: settings["editor.bracketPairColors"],
      independentColorPoolPerBracketType: false,
    },
  });
}

function differ(a: Settings, b: Settings): boolean {
  const editorPart = (settings: Settings): string =>
    JSON.stringify(Object.entries(settings).filter(([key]) => key.startsWith("editor.")));
  return editorPart(a) !== editorPart(b);
}
