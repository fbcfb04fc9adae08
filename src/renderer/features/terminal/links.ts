import { FilePath } from "../../../common/apps/filePath.ts";
import { useAppFiles } from "../../client/appFiles.ts";
import { useAppsList } from "../../client/facts.ts";
import { openFile } from "../../client/editorIntents.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { notify } from "../../ui/notifications.ts";
import { type FileMention, pathInApp } from "./fileMentions.ts";

/** The app's file that output names; null when there is none. */
export function resolveMention(mention: FileMention): FilePath | null {
  const { appId, index } = useAppFiles.getState();
  const app = useAppsList.getState().value?.apps.find(({ id }) => id === appId);
  if (app === undefined || index === null) return null;
  const path = FilePath.safeParse(pathInApp(mention.path, app.folder)).data;
  if (path === undefined || index.entries.get(path)?.kind !== "file") return null;
  return path;
}

/** A plain click selects text; only with the key it follows. */
const follows = (event: MouseEvent): boolean => event.ctrlKey || event.metaKey;

export function openMention(event: MouseEvent, mention: FileMention): void {
  const path = resolveMention(mention);
  if (!follows(event) || path === null) return;
  openFile(path, { line: mention.line, column: mention.column, pinned: true });
}

/** Web addresses only: output may name any other kind, and the system would open it. */
export function openAddress(event: MouseEvent, address: string): void {
  if (!follows(event) || !/^https?:$/.test(protocolOf(address))) return;
  if (window.studioPipe === undefined) {
    window.open(address, "_blank", "noopener,noreferrer");
    return;
  }
  studio.studio.openExternal.mutate({ url: address }).catch((error: unknown) => {
    const { message } = toProblem(error);
    notify({ level: "error", title: text.terminal.notDone, body: message });
  });
}

function protocolOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : "";
}
