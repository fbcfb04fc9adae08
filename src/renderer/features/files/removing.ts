import type { AppId } from "../../../common/apps/appId.ts";
import { fileName, type FilePath, isWithin } from "../../../common/apps/filePath.ts";
import type { RemovedEntry } from "../../../common/contracts/files.ts";
import { useAppFiles } from "../../client/appFiles.ts";
import { fileRemovals, useEditorIntents } from "../../client/editorIntents.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { confirm } from "../../ui/confirm.ts";
import { notify } from "../../ui/notifications.ts";
import { rereadAround, treeEntry } from "./ignoredFolders.ts";
import { outermost } from "./treeSelection.ts";
import { reveal, showProblem } from "./treeStore.ts";
import { forgetUndo, rememberUndo } from "./undoStack.ts";

const words = text.files;
const NAMED = 5;

interface Removed extends RemovedEntry {
  readonly path: FilePath;
}

/** Asks, moves to the trash, and offers to undo. */
export async function removeEntries(paths: readonly FilePath[]): Promise<void> {
  const { appId } = useAppFiles.getState();
  const entries = outermost(paths);
  if (appId === null || entries.length === 0 || !(await agree(entries))) return;
  const removed: Removed[] = [];
  try {
    for (const path of entries) {
      removed.push({ ...(await studio.files.remove.mutate({ appId, path })), path });
      fileRemovals.fire(path);
    }
    showProblem(null);
  } catch (error) {
    showProblem(toProblem(error));
  }
  for (const { path } of removed) rereadAround(path);
  if (removed.length > 0) offerUndo(appId, removed);
}

function agree(entries: readonly FilePath[]): Promise<boolean> {
  const { removing } = words;
  const hasFolder = entries.some((path) => treeEntry(path)?.kind === "folder");
  const [first] = entries;
  const isOne = entries.length === 1 && first !== undefined;
  const names = entries.slice(0, NAMED).map(fileName);
  const more = entries.length - names.length;
  const list = [...names, ...(more > 0 ? [removing.more(formatNumber(more))] : [])].join(", ");
  const fate = isOne ? (hasFolder ? removing.folder : removing.file) : `${list}. ${removing.many}`;
  return confirm({
    title: isOne
      ? removing.title(fileName(first))
      : removing.titleMany(formatNumber(entries.length)),
    body: entries.some(holdsUnsaved) ? `${removing.unsaved} ${fate}` : fate,
    action: words.remove,
    danger: true,
  });
}

function holdsUnsaved(path: FilePath): boolean {
  return [...useEditorIntents.getState().dirty].some((dirty) => isWithin(path, dirty));
}

function offerUndo(appId: AppId, removed: readonly Removed[]): void {
  const id = `removed:${removed[0]?.trashId ?? ""}`;
  const title =
    removed.length === 1
      ? words.removed(fileName(removed[0]?.path ?? ""))
      : words.removedMany(formatNumber(removed.length));
  const undo = { appId, id, run: () => putBack(appId, id, removed) };
  rememberUndo(undo);
  notify({
    id,
    level: "info",
    title,
    body: removed.some(({ where }) => where === "app") ? words.inOwnTrash : null,
    action: {
      label: words.undo,
      run: () => {
        forgetUndo(id);
        void undo.run();
      },
    },
  });
}

/** Folders first: what was removed from inside one of them needs it. */
async function putBack(appId: AppId, id: string, removed: readonly Removed[]): Promise<void> {
  const restored: FilePath[] = [];
  for (const { path, trashId } of removed) {
    try {
      await studio.files.restore.mutate({ appId, trashId });
      restored.push(path);
    } catch (error) {
      const { message } = toProblem(error);
      const title = words.notRestored(fileName(path));
      notify({ id: `${id}:${trashId}`, level: "error", title, body: message });
    }
  }
  for (const path of restored) rereadAround(path);
  reveal(...restored);
  if (restored.length > 0) notify({ id, level: "info", title: words.restored, toast: false });
}
