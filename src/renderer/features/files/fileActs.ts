import type { AppId } from "../../../common/apps/appId.ts";
import { fileName, type FilePath, isWithin } from "../../../common/apps/filePath.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { fileMoves, fileRemovals, openFile, useEditorIntents } from "../../client/editorIntents.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { confirm } from "../../ui/confirm.ts";
import { notify } from "../../ui/notifications.ts";
import { rereadAround, treeEntry } from "./ignoredFolders.ts";
import { reveal, showProblem } from "./treeStore.ts";

const words = text.files;

/** Makes an empty file and opens it. A failure shows in the tree. */
export async function createFile(path: FilePath): Promise<void> {
  await act(async (appId) => {
    await studio.files.write.mutate({ appId, path, text: "", encoding: "utf-8", expected: null });
    rereadAround(path);
    reveal(path);
    openFile(path, { pinned: true });
  });
}

export async function createFolder(path: FilePath): Promise<void> {
  await act(async (appId) => {
    await studio.files.createFolder.mutate({ appId, path });
    rereadAround(path);
    reveal(path);
  });
}

/** Renames or moves. Open files go along at once, and come back when it fails. */
export async function renameEntry(from: FilePath, to: FilePath): Promise<void> {
  if (from === to) return;
  fileMoves.fire({ from, to });
  const renamed = await act((appId) => studio.files.rename.mutate({ appId, from, to }));
  if (renamed) {
    rereadAround(to);
    reveal(to);
  } else fileMoves.fire({ from: to, to: from });
}

/** Asks, moves to the app's trash, and offers to undo. */
export async function removeEntry(path: FilePath): Promise<void> {
  const name = fileName(path);
  const isFolder = treeEntry(path)?.kind === "folder";
  const body = isFolder ? words.removing.folder : words.removing.file;
  const agreed = await confirm({
    title: words.removing.title(name),
    body: holdsUnsaved(path) ? `${words.removing.unsaved} ${body}` : body,
    action: words.remove,
    danger: true,
  });
  if (!agreed) return;
  await act(async (appId) => {
    const { trashId } = await studio.files.remove.mutate({ appId, path });
    fileRemovals.fire(path);
    rereadAround(path);
    const notice = `removed:${trashId}`;
    const undo = async (): Promise<void> => {
      try {
        await studio.files.restore.mutate({ appId, trashId });
        rereadAround(path);
      } catch (error) {
        const { message } = toProblem(error);
        notify({ id: notice, level: "error", title: words.notRestored(name), body: message });
      }
    };
    notify({
      id: notice,
      level: "info",
      title: words.removed(name),
      action: { label: words.undo, run: () => void undo() },
    });
  });
}

function holdsUnsaved(path: FilePath): boolean {
  return [...useEditorIntents.getState().dirty].some((dirty) => isWithin(path, dirty));
}

/** True when it worked; otherwise the tree says why not. */
async function act(work: (appId: AppId) => Promise<unknown>): Promise<boolean> {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return false;
  try {
    await work(appId);
    showProblem(null);
    return true;
  } catch (error) {
    showProblem(toProblem(error));
    return false;
  }
}
