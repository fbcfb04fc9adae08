import { type ReactElement, useEffect } from "react";
import { provideCodeFields } from "../../client/codeField.ts";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { CloseDialog } from "./CloseDialog.tsx";
import { loadMonaco } from "./monaco/load.ts";
import { followEditorSession } from "./session.ts";
import { shareTexts } from "./shareTexts.ts";

/** Lives as long as the frame: open files outlive the view that shows them. */
export function EditorOverlay(): ReactElement {
  useEffect(followEditorSession, []);
  useEffect(shareTexts, []);
  useEffect(
    () => provideCodeFields(async (host, field) => (await loadMonaco()).openCodeField(host, field)),
    [],
  );
  useEffect(() => {
    // The first file then opens without a wait, and the frame has painted by then.
    const timer = setTimeout(() => void loadMonaco(), 300);
    return () => clearTimeout(timer);
  }, []);
  useUnsavedGuard();
  return <CloseDialog />;
}

/** A browser tab asks before it closes on unsaved work; the desktop shell keeps it as drafts. */
function useUnsavedGuard(): void {
  useEffect(() => {
    if (window.studioPipe !== undefined) return undefined;
    const guard = (event: BeforeUnloadEvent): void => {
      if (useEditorIntents.getState().dirty.size > 0) event.preventDefault();
    };
    window.addEventListener("beforeunload", guard);
    return () => window.removeEventListener("beforeunload", guard);
  }, []);
}
