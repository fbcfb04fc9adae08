import { pathOf } from "../../../common/apps/chat/callSubject.ts";
import { create } from "zustand";
import type { CallState } from "../../../common/apps/chat/chatState.ts";
import { FilePath, fileName } from "../../../common/apps/filePath.ts";
import type { ToolCallId } from "../../../common/contracts/chat.ts";
import { useOpenChat } from "../../client/chats.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { openComparison } from "../../client/editorIntents.ts";
import { studio } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";

const words = text.chat.draft;

interface Followed {
  /** The call whose draft the editor shows. */
  readonly call: ToolCallId | null;
}

export const useFollowedDraft = create<Followed>(() => ({ call: null }));

/** A comparison is computed anew each time: often enough to be read, seldom enough to be free. */
const EVERY_MS = 300;

let timer: ReturnType<typeof setInterval> | undefined;

/** Shows in the editor what a model is writing, beside the file as it is, until it is whole. */
export async function followDraft(id: ToolCallId): Promise<void> {
  stopFollowing();
  const call = callOf(id);
  const path = call === undefined ? undefined : FilePath.safeParse(pathOf(call)).data;
  if (path === undefined) return;
  useFollowedDraft.setState({ call: id });
  const before = await textOnDisk(path);
  let shown = "";
  const show = (): void => {
    const now = callOf(id);
    const draft = now?.draft["content"] ?? "";
    if (draft !== shown && draft !== "") {
      shown = draft;
      openComparison({
        id: `draft ${id}`,
        title: words.tab(fileName(path)),
        path,
        left: { title: words.onDisk, text: before },
        right: { title: words.written, text: draft },
      });
    }
    if (now?.phase !== "drafting") stopFollowing();
  };
  if (useFollowedDraft.getState().call !== id) return;
  timer = setInterval(show, EVERY_MS);
  show();
}

export function stopFollowing(): void {
  clearInterval(timer);
  useFollowedDraft.setState({ call: null });
}

function callOf(id: ToolCallId): CallState | undefined {
  return useOpenChat.getState().state.calls[id];
}

/** Empty for a file that is not there yet. */
async function textOnDisk(path: FilePath): Promise<string> {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return "";
  try {
    const content = await studio.files.read.query({ appId, path });
    return content.kind === "text" ? content.text : "";
  } catch {
    return "";
  }
}
