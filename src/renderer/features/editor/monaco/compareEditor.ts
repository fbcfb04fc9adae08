import { editor } from "monaco-editor/editor";
import { fileLanguage } from "../fileLanguage.ts";

/** Shows what differs between the disk's text and an open model, which stays editable. */
export function openCompare(
  host: HTMLElement,
  compared: { readonly path: string; readonly disk: string; readonly mine: editor.ITextModel },
): Disposable {
  const original = editor.createModel(compared.disk, fileLanguage(compared.path).id);
  const diff = editor.createDiffEditor(host, {
    automaticLayout: true,
    fontSize: 12.5,
    lineHeight: 20,
    minimap: { enabled: false },
    renderOverviewRuler: false,
    scrollBeyondLastLine: false,
    originalEditable: false,
    hideUnchangedRegions: { enabled: true },
    renderSideBySideInlineBreakpoint: 560,
  });
  diff.setModel({ original, modified: compared.mine });
  return {
    [Symbol.dispose]: () => {
      diff.dispose();
      original.dispose();
    },
  };
}
