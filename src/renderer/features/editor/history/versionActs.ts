import { fileName } from "../../../../common/apps/filePath.ts";
import type { HistoryEntry, HistoryText } from "../../../../common/contracts/history.ts";
import { useCurrentApp } from "../../../client/currentApp.ts";
import { openComparison, openFile } from "../../../client/editorIntents.ts";
import { studio, toProblem } from "../../../client/studio.ts";
import { formatClock } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { notify } from "../../../ui/notifications.ts";
import { useEditor } from "../session.ts";

const words = text.localHistory;

/** Shows what differs between a version and the file as it is being edited. */
export async function compareVersion(entry: HistoryEntry, onDisk: boolean): Promise<void> {
  await attempt(async () => {
    const { path } = entry;
    const version = await textOf(entry);
    openComparison({
      id: `history ${path}`,
      title: `${fileName(path)} · ${formatClock(entry.at)}`,
      path,
      left: { title: `${words.causes[entry.cause]}, ${formatClock(entry.at)}`, text: version.text },
      right: onDisk ? { file: path, title: words.now } : { title: words.notOnDisk, text: "" },
      pinned: false,
    });
  });
}

/** Puts a version in place of what the file holds: an edit that can be undone, then a save. */
export async function restoreVersion(entry: HistoryEntry): Promise<void> {
  await attempt(async () => {
    const { path } = entry;
    const version = await textOf(entry);
    const documents = useEditor.getState().session?.documents;
    if (documents === undefined) return;
    openFile(path, { pinned: true });
    await documents.open(path);
    const buffer = documents.buffer(path);
    if (buffer === undefined) return;
    const before = buffer.text();
    const put = async (content: string): Promise<void> => {
      documents.buffer(path)?.replace(content);
      await documents.save(path);
    };
    await put(version.text);
    notify({
      level: "success",
      title: words.restored(fileName(path)),
      action: { label: words.undo, run: () => void put(before) },
    });
  });
}

/** Writes a deleted file again; never over one that is there by now. */
export async function restoreDeleted(entry: HistoryEntry): Promise<void> {
  await attempt(async () => {
    const { path } = entry;
    const { appId } = useCurrentApp.getState();
    const { text: content, encoding } = await textOf(entry);
    if (appId === null) return;
    await studio.files.write.mutate({ appId, path, text: content, encoding, expected: null });
    openFile(path, { pinned: true });
  });
}

async function textOf(entry: HistoryEntry): Promise<HistoryText> {
  const { session } = useEditor.getState();
  if (session === null) throw new Error("No app is open");
  return await studio.history.text.query({ appId: session.appId, id: entry.id });
}

async function attempt(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { message, next } = toProblem(error);
    const body = next === undefined ? message : `${message} ${next}`;
    notify({ level: "error", title: words.failed, body });
  }
}
