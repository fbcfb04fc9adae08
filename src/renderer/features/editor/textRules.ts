import { create } from "zustand";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { fileName } from "../../../common/apps/filePath.ts";
import type { EditorConfig } from "../../../common/contracts/editorConfig.ts";
import type { Settings } from "../../../common/contracts/studio.ts";
import { fileChanges } from "../../client/appFiles.ts";
import { useSettings } from "../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../client/settings.ts";
import { studio } from "../../client/studio.ts";
import type { ModelBuffer } from "./monaco/modelBuffer.ts";
import { tidyText } from "./monaco/tidyText.ts";
import { addSaveStep, type SaveInput } from "./saveSteps.ts";
import type { Session } from "./session.ts";

type Model = ModelBuffer["model"];

/** What the `.editorconfig` of the app says of each open text. */
const useRules = create<{ readonly byPath: ReadonlyMap<FilePath, EditorConfig> }>(() => ({
  byPath: new Map(),
}));

const settings = (): Settings => useSettings.getState().value ?? DEFAULT_SETTINGS;

/** Indents and saves open texts as the app's `.editorconfig`, else the file itself, has it. */
export function followTextRules(session: Session): () => void {
  const known = new Map<FilePath, Model>();
  const look = async (path: FilePath, model: Model): Promise<void> => {
    const rules = await studio.editorConfig.of
      .query({ appId: session.appId, path })
      .catch(() => null);
    if (known.get(path) !== model || model.isDisposed()) return;
    const byPath = new Map(useRules.getState().byPath);
    if (rules === null) byPath.delete(path);
    else byPath.set(path, rules);
    useRules.setState({ byPath });
    indentAs(model, rules);
  };
  const follow = (): void => {
    for (const path of known.keys()) if (session.buffer(path) === undefined) known.delete(path);
    for (const path of session.documents.store.getState().keys()) {
      const model = session.buffer(path)?.model;
      if (model === undefined || known.get(path) === model) continue;
      known.set(path, model);
      indentAs(model, null);
      void look(path, model);
    }
  };
  follow();
  const stops = [
    session.documents.store.subscribe(follow),
    fileChanges.on(({ changes, reset }) => {
      if (!reset && !changes.some(({ path }) => fileName(path) === ".editorconfig")) return;
      for (const [path, model] of known) void look(path, model);
    }),
    useSettings.subscribe(() =>
      // The editor takes a changed setting for every model first: the file's own comes after it.
      queueMicrotask(() => {
        for (const [path, model] of known) {
          if (!model.isDisposed()) indentAs(model, useRules.getState().byPath.get(path) ?? null);
        }
      }),
    ),
    addSaveStep(80, keepRules),
  ];
  return () => {
    for (const stop of stops) stop();
    useRules.setState({ byPath: new Map() });
  };
}

function indentAs(model: Model, rules: EditorConfig | null): void {
  const { "editor.tabSize": tabSize, "editor.insertSpaces": insertSpaces } = settings();
  model.detectIndentation(insertSpaces, tabSize);
  if (rules === null) return;
  const { indentStyle, indentSize, tabWidth } = rules;
  model.updateOptions({
    ...(indentStyle === null ? {} : { insertSpaces: indentStyle === "space" }),
    ...(tabWidth === null ? {} : { tabSize: tabWidth }),
    ...(indentSize === null ? {} : { indentSize }),
  });
}

function keepRules({ path, model, reason }: SaveInput): void {
  const rules = useRules.getState().byPath.get(path);
  const wanted = settings();
  tidyText(model, {
    trim: rules?.trimTrailingWhitespace ?? wanted["files.trimTrailingWhitespace"],
    finalNewline: rules?.insertFinalNewline ?? (wanted["files.insertFinalNewline"] || null),
    endOfLine: rules?.endOfLine ?? null,
    // Between two words of somebody who pauses, a space at the cursor is not trailing yet.
    sparesCursors: reason === "paused",
  });
}

/** The encoding that the app wants a file in; null when it does not say. */
export function wantedEncoding(path: FilePath): EditorConfig["charset"] {
  return useRules.getState().byPath.get(path)?.charset ?? null;
}
