import { type ReactElement, useEffect } from "react";
import { provideCodeFields } from "../../client/codeField.ts";
import { CloseDialog } from "./CloseDialog.tsx";
import { followFormatting } from "./formatting/followFormatting.ts";
import { useDraftSafety } from "./hostDrafts.ts";
import { loadMonaco } from "./monaco/load.ts";
import { followAutosave } from "./autosave.ts";
import { followCursor } from "./navigation.ts";
import { outlineSelection } from "./outlineSelection.ts";
import { RecentTabs } from "./RecentTabs.tsx";
import { followEditorSession, withSession } from "./session.ts";
import { shareTexts } from "./shareTexts.ts";

/** Lives as long as the frame: open files outlive the view that shows them. */
export function EditorOverlay(): ReactElement {
  useEffect(followEditorSession, []);
  useEffect(shareTexts, []);
  useEffect(followFormatting, []);
  useEffect(() => withSession(followAutosave), []);
  useEffect(() => withSession(followCursor), []);
  useEffect(() => withSession(outlineSelection), []);
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
  return (
    <>
      <CloseDialog />
      <RecentTabs />
    </>
  );
}

/**
 * Unsaved text is kept by the host, so a browser tab may close on it; it asks only while the last
 * of it is still on its way.
 */
function useUnsavedGuard(): void {
  useEffect(() => {
    if (window.studioPipe !== undefined) return undefined;
    const guard = (event: BeforeUnloadEvent): void => {
      if (useDraftSafety.getState().unsafe.size > 0) event.preventDefault();
    };
    window.addEventListener("beforeunload", guard);
    return () => window.removeEventListener("beforeunload", guard);
  }, []);
}
