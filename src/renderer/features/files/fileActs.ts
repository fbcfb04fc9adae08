import type { AppId } from "../../../common/apps/appId.ts";
import { fileName, type FilePath, isWithin, parentPath } from "../../../common/apps/filePath.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { type FileMove, openFile } from "../../client/editorIntents.ts";
import { moveFiles } from "../../client/fileMoving.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { duplicatePath, freePath, pathIn } from "./freeName.ts";
import { rereadAround, treeEntry } from "./ignoredFolders.ts";
import { outermost } from "./treeSelection.ts";
import { reveal, setClipboard, showProblem, useTree } from "./treeStore.ts";
import { rememberUndo, undoNewest } from "./undoStack.ts";

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

export async function renameEntry(from: FilePath, to: FilePath): Promise<void> {
  await move([{ from, to }]);
}

/** Moves files and folders into a folder; the empty string is the app's root. */
export async function moveInto(folder: string, paths: readonly FilePath[]): Promise<void> {
  const moves = outermost(paths)
    .filter((from) => parentPath(from) !== folder && !isWithin(from, folder))
    .map((from) => ({ from, to: pathIn(folder, fileName(from)) }))
    .filter((each): each is FileMove => each.to !== null);
  await move(moves);
}

/** Copies files and folders into a folder, under names that are free there. */
export async function copyInto(folder: string, paths: readonly FilePath[]): Promise<void> {
  await copyAll(paths, (from, isTaken) => freePath(folder, fileName(from), isTaken));
}

export async function duplicateEntries(paths: readonly FilePath[]): Promise<void> {
  await copyAll(paths, duplicatePath);
}

/** Puts what was copied or cut in the tree into a folder. */
export async function pasteInto(folder: string): Promise<void> {
  const { clipboard } = useTree.getState();
  if (clipboard === null) return;
  if (clipboard.how === "copy") return copyInto(folder, clipboard.paths);
  setClipboard(null);
  await moveInto(folder, clipboard.paths);
}

/** Shows an entry in the system's file manager; only where the shell can. */
export async function revealInSystem(path: FilePath): Promise<void> {
  await act((appId) => studio.files.reveal.mutate({ appId, path }));
}

/** Takes back the last move or removal. */
export async function undoLast(): Promise<void> {
  await act(undoNewest);
}

async function move(moves: readonly FileMove[]): Promise<void> {
  const { appId } = useCurrentApp.getState();
  const real = moves.filter(({ from, to }) => from !== to);
  if (appId === null || real.length === 0) return;
  const moved = await moveFiles(real);
  showProblem(moved.ok ? null : moved.error);
  if (!moved.ok) return;
  settleMoves(real);
  const back = real.map(({ from, to }) => ({ from: to, to: from })).toReversed();
  rememberUndo({
    appId,
    id: crypto.randomUUID(),
    run: async () => {
      const undone = await moveFiles(back);
      showProblem(undone.ok ? null : undone.error);
      if (undone.ok) settleMoves(back);
    },
  });
}

function settleMoves(moves: readonly FileMove[]): void {
  for (const { from, to } of moves) {
    rereadAround(from);
    rereadAround(to);
  }
  reveal(...moves.map(({ to }) => to));
}

async function copyAll(
  paths: readonly FilePath[],
  targetOf: (from: FilePath, isTaken: (path: string) => boolean) => FilePath | null,
): Promise<void> {
  const made: FilePath[] = [];
  const isTaken = (path: string): boolean =>
    made.some((each) => each === path) || treeEntry(path) !== undefined;
  await act(async (appId) => {
    for (const from of outermost(paths)) {
      const to = targetOf(from, isTaken);
      if (to === null) {
        return showProblem({ code: "invalid-input", message: words.noFreeName(fileName(from)) });
      }
      await studio.files.copy.mutate({ appId, from, to });
      made.push(to);
    }
  });
  for (const path of made) rereadAround(path);
  reveal(...made);
}

/** Does work in the app that is open; the tree says why it did not work. */
async function act(work: (appId: AppId) => Promise<unknown>): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return;
  try {
    showProblem(null);
    await work(appId);
  } catch (error) {
    showProblem(toProblem(error));
  }
}
