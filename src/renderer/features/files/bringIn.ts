import { create } from "zustand";
import type { AppId } from "../../../common/apps/appId.ts";
import { type FilePath, fileName } from "../../../common/apps/filePath.ts";
import { MAX_PART_BYTES } from "../../../common/contracts/files.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { formatBytes, formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import type { DroppedFile } from "./droppedFiles.ts";
import { freePath } from "./freeName.ts";
import { rereadAround, treeEntry } from "./ignoredFolders.ts";
import { reveal, showProblem } from "./treeStore.ts";

const words = text.files.bringIn;
const MAX_FILES = 5_000;
const MAX_BYTES = 2_000_000_000;

interface BringingIn {
  readonly name: string;
  readonly files: number;
  readonly doneFiles: number;
  readonly bytes: number;
  readonly doneBytes: number;
  readonly cancel: () => void;
}

/** Files that are on their way into the app; null while none are. */
export const useBringingIn = create<{ readonly now: BringingIn | null }>()(() => ({ now: null }));

/** Copies files from outside into a folder of the app, under names that are free there. */
export async function bringIn(folder: string, dropped: readonly DroppedFile[]): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId === null || dropped.length === 0 || useBringingIn.getState().now !== null) return;
  const bytes = dropped.reduce((sum, { file }) => sum + file.size, 0);
  if (dropped.length > MAX_FILES || bytes > MAX_BYTES) {
    const limits = [formatNumber(MAX_FILES), formatBytes(MAX_BYTES)] as const;
    return showProblem({ code: "too-large", message: words.tooMuch(...limits) });
  }
  const cancelled = new AbortController();
  const made: FilePath[] = [];
  const tell = (progress: Partial<BringingIn>): void =>
    useBringingIn.setState(({ now }) => ({
      now: {
        name: "",
        files: dropped.length,
        doneFiles: made.length,
        bytes,
        doneBytes: 0,
        cancel: () => cancelled.abort(),
        ...now,
        ...progress,
      },
    }));
  try {
    showProblem(null);
    let before = 0;
    for (const { path, file } of placed(folder, dropped)) {
      tell({ name: fileName(path), doneFiles: made.length });
      await upload({ appId, path, file }, cancelled.signal, (sent) =>
        tell({ doneBytes: before + sent }),
      );
      before += file.size;
      made.push(path);
    }
  } catch (error) {
    if (!cancelled.signal.aborted) showProblem(toProblem(error));
  } finally {
    useBringingIn.setState({ now: null });
  }
  for (const path of made) rereadAround(path);
  reveal(...topmost(folder, made));
}

/** Where each goes: a folder that is taken gets another name, and all that is in it goes along. */
function* placed(
  folder: string,
  dropped: readonly DroppedFile[],
): Generator<{ path: FilePath; file: File }> {
  const tops = new Map<string, FilePath | null>();
  for (const { names, file } of dropped) {
    const [top = "", ...below] = names;
    if (!tops.has(top)) {
      const isTaken = (path: string): boolean =>
        treeEntry(path) !== undefined || [...tops.values()].some((other) => other === path);
      tops.set(top, freePath(folder, top, isTaken));
    }
    const place = tops.get(top) ?? null;
    if (place !== null) yield { path: [place, ...below].join("/") as FilePath, file };
  }
}

async function upload(
  { appId, path, file }: { appId: AppId; path: FilePath; file: File },
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<void> {
  const uploadId = crypto.randomUUID();
  let offset = 0;
  do {
    signal.throwIfAborted();
    const part = file.slice(offset, offset + MAX_PART_BYTES);
    const body = base64Of(new Uint8Array(await part.arrayBuffer()));
    const last = offset + part.size >= file.size;
    await studio.files.upload.mutate({ appId, uploadId, path, offset, body, last });
    offset += part.size;
    onSent(offset);
  } while (offset < file.size);
}

/** In portions: a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

function topmost(folder: string, made: readonly FilePath[]): readonly FilePath[] {
  const skip = folder === "" ? 0 : folder.length + 1;
  const tops = made.map((path) => {
    const end = path.indexOf("/", skip);
    return (end === -1 ? path : path.slice(0, end)) as FilePath;
  });
  return [...new Set(tops)];
}
