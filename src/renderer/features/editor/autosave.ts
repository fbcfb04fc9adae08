import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Settings } from "../../../common/contracts/studio.ts";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { useSettings } from "../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../client/settings.ts";
import type { SaveReason } from "./saveSteps.ts";
import { activeFile, type Session, useEditor } from "./session.ts";

const settings = (): Settings => useSettings.getState().value ?? DEFAULT_SETTINGS;

/** Saves files by itself as the person has set it, until the returned function is called. */
export function followAutosave(session: Session): () => void {
  const stops = [saveAfterPauses(session), saveWhenLeft(session)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** A conflict or a removed file is the person's to settle; what failed once is not tried at each key. */
function autosave({ documents }: Session, path: FilePath, reason: SaveReason): void {
  const document = documents.get(path);
  if (document?.kind !== "text" || !document.dirty || document.readOnly) return;
  if (document.disk.kind === "same") void documents.save(path, reason);
}

function saveAfterPauses(session: Session): () => void {
  const timers = new Map<FilePath, ReturnType<typeof setTimeout>>();
  const stopListening = session.documents.onEdit((path) => {
    clearTimeout(timers.get(path));
    timers.delete(path);
    if (settings()["files.autosave"] !== "delay") return;
    const timer = setTimeout(() => {
      timers.delete(path);
      if (settings()["files.autosave"] === "delay") autosave(session, path, "paused");
    }, settings()["files.autosaveDelay"]);
    timers.set(path, timer);
  });
  return () => {
    stopListening();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

function saveWhenLeft(session: Session): () => void {
  const saveAll = (): void => {
    if (settings()["files.autosave"] !== "focus") return;
    for (const path of useEditorIntents.getState().dirty) autosave(session, path, "left");
  };
  let front = activeFile();
  const stopFollowing = useEditor.subscribe(() => {
    const now = activeFile();
    if (now === front) return;
    const left = front;
    front = now;
    if (left !== null && settings()["files.autosave"] === "focus") autosave(session, left, "left");
  });
  window.addEventListener("blur", saveAll);
  document.addEventListener("focusout", leaveText);
  return () => {
    stopFollowing();
    window.removeEventListener("blur", saveAll);
    document.removeEventListener("focusout", leaveText);
  };

  function leaveText({ target, relatedTarget }: FocusEvent): void {
    if (isInText(target) && !isInText(relatedTarget)) saveAll();
  }
}

function isInText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".monaco-editor") !== null;
}
