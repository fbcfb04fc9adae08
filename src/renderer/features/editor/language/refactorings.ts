import {
  type CancellationToken,
  type editor,
  languages,
  type Position,
} from "monaco-editor/editor";
import {
  type CodeAction,
  type Diagnostic,
  languagesOf,
  type LanguageServerId,
  type WorkspaceEdit,
} from "../../../../common/contracts/language.ts";
import { studio, toProblem } from "../../../client/studio.ts";
import { fileOfUri, uriOfFile } from "./modelPaths.ts";
import { diagnosticsIn } from "./markers.ts";
import { fromRange, toRange } from "./positions.ts";
import { about, aboutPlace, ask } from "./questions.ts";

const SCRIPTS = [...languagesOf("typescript")];

/** Rename, and quick fixes. What they change is made by `applyWorkspaceEdit`. */
export function provideRefactorings(): void {
  languages.registerRenameProvider(SCRIPTS, {
    provideRenameEdits: rename,
    resolveRenameLocation: renameTarget,
  });
  provideActions("typescript", ["quickfix", "source.organizeImports", "source.fixAll"]);
  provideActions("tailwind", ["quickfix"]);
}

async function rename(
  model: editor.ITextModel,
  position: Position,
  newName: string,
): Promise<languages.WorkspaceEdit & languages.Rejection> {
  const asked = aboutPlace(model, position);
  if (asked === null) return { edits: [] };
  try {
    return toEdit(asked.appId, await studio.language.rename.query({ ...asked, newName }));
  } catch (error) {
    return { edits: [], rejectReason: toProblem(error).message };
  }
}

async function renameTarget(
  model: editor.ITextModel,
  position: Position,
): Promise<languages.RenameLocation & languages.Rejection> {
  const word = model.getWordAtPosition(position);
  const { lineNumber } = position;
  const range = {
    startLineNumber: lineNumber,
    endLineNumber: lineNumber,
    startColumn: word?.startColumn ?? position.column,
    endColumn: word?.endColumn ?? position.column,
  };
  const asked = aboutPlace(model, position);
  if (asked === null) return { range, text: "", rejectReason: "" };
  try {
    const target = await studio.language.renameTarget.query(asked);
    const named = toRange(target.range);
    return { range: named, text: target.name || model.getValueInRange(named) };
  } catch (error) {
    return { range, text: "", rejectReason: toProblem(error).message };
  }
}

function provideActions(server: LanguageServerId, kinds: readonly string[]): void {
  languages.registerCodeActionProvider(
    [...languagesOf(server)],
    {
      provideCodeActions: async (model, range, context, token) => {
        const actions = await actionsAt(server, { model, range, context }, token);
        return { actions, dispose: () => undefined };
      },
    },
    { providedCodeActionKinds: [...kinds] },
  );
}

interface Asked {
  readonly model: editor.ITextModel;
  readonly range: Parameters<languages.CodeActionProvider["provideCodeActions"]>[1];
  readonly context: languages.CodeActionContext;
}

async function actionsAt(
  server: LanguageServerId,
  { model, range, context }: Asked,
  token: CancellationToken,
): Promise<languages.CodeAction[]> {
  const file = fileOfUri(model.uri);
  if (file === null) return [];
  const wanted = fromRange(range);
  const diagnostics = diagnosticsIn(file.path, (item) => touches(item, wanted));
  const only = context.only ?? null;
  // Without an error there is no fix, and imports are organised when that is asked for.
  if (only === null && diagnostics.length === 0) return [];
  const actions = await ask(about(model), token, (asked) =>
    studio.language.codeActions.query({ ...asked, server, range: wanted, diagnostics, only }),
  );
  return (actions ?? []).map((action) => toAction(file.appId, action, context.markers));
}

function touches({ range }: Diagnostic, wanted: Diagnostic["range"]): boolean {
  return !isBefore(range.end, wanted.start) && !isBefore(wanted.end, range.start);
}

function isBefore(a: Diagnostic["range"]["start"], b: Diagnostic["range"]["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function toAction(
  appId: string,
  { title, kind, preferred, edit }: CodeAction,
  markers: languages.CodeActionContext["markers"],
): languages.CodeAction {
  const isFix = kind.startsWith("quickfix");
  return {
    title,
    kind,
    isPreferred: preferred,
    edit: toEdit(appId, edit),
    ...(isFix ? { diagnostics: [...markers] } : {}),
  };
}

function toEdit(appId: string, { files }: WorkspaceEdit): languages.WorkspaceEdit {
  return {
    edits: files.flatMap(({ path, edits }) =>
      edits.map(({ range, text }) => ({
        resource: uriOfFile(appId, path),
        versionId: undefined,
        textEdit: { range: toRange(range), text },
      })),
    ),
  };
}
