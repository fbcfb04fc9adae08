import { editor, type IRange, type Uri } from "monaco-editor/editor";
import { openFile } from "../../../client/editorIntents.ts";
import { studio } from "../../../client/studio.ts";
import { fileOfUri, libraryOfUri } from "./modelPaths.ts";

type Place = IRange | { readonly lineNumber: number; readonly column: number } | undefined;

/** Leads Monaco's links and definitions to where Studio shows files and pages. */
export function followLinks(): void {
  editor.registerEditorOpener({ openCodeEditor: (source, uri, at) => openPlace(source, uri, at) });
  editor.registerLinkOpener({ open: openLink });
}

function openPlace(source: editor.ICodeEditor, uri: Uri, at: Place): boolean {
  const file = fileOfUri(uri);
  if (file !== null) {
    openFile(file.path, { ...placeOf(at), focus: true });
    return true;
  }
  if (libraryOfUri(uri) === null) return false;
  // A library's text is not a file of the app: it is looked at where the person is.
  void source.getAction("editor.action.peekDefinition")?.run();
  return true;
}

function placeOf(at: Place): { line?: number; column?: number } {
  if (at === undefined) return {};
  if ("lineNumber" in at) return { line: at.lineNumber, column: at.column };
  return { line: at.startLineNumber, column: at.startColumn };
}

function openLink(uri: Uri): boolean {
  const file = fileOfUri(uri);
  if (file !== null) {
    openFile(file.path);
    return true;
  }
  if (uri.scheme !== "https" && uri.scheme !== "http") return false;
  void studio.studio.openExternal.mutate({ url: uri.toString(true) }).catch(() => undefined);
  return true;
}
