import { type ReactElement, useEffect } from "react";
import { takeOffers } from "../../client/chatDraft.ts";
import { followChats } from "../../client/chats.ts";
import { followProviders } from "../../client/providers.ts";
import { useChatDialog } from "./chatDialog.ts";
import { ChatMilestones } from "./ChatMilestones.tsx";
import { ChatsDialog } from "./ChatsDialog.tsx";
import { followDraftMemory, takeOffer } from "./composerState.ts";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { ProvidersDialog } from "./ProvidersDialog.tsx";
import { followRecipes } from "./recipes.ts";
import { followRestores } from "./restoring.ts";
import { followRows } from "./rowsStore.ts";
import { followRunEnds } from "./runNotices.ts";

/** Lives as long as the frame: a run goes on, and is followed, while another view is chosen. */
export function ChatOverlay(): ReactElement {
  useEffect(followAll, []);
  const dialog = useChatDialog((state) => state.dialog);
  return (
    <>
      <ChatMilestones />
      <ConflictDialog />
      {dialog?.kind === "chats" && <ChatsDialog />}
      {dialog?.kind === "providers" && <ProvidersDialog edit={dialog.edit} />}
    </>
  );
}

function followAll(): () => void {
  const stops = [
    followRows(),
    followChats(),
    followProviders(),
    followRecipes(),
    followDraftMemory(),
    followRestores(),
    followRunEnds(),
    takeOffers(takeOffer),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
