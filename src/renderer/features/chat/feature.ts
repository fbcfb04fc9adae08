import { MessageSquare } from "lucide-react";
import { showChat, useOpenChat } from "../../client/chats.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { useChatDialog } from "./chatDialog.ts";
import { ChatOverlay } from "./ChatOverlay.tsx";
import { ChatView } from "./ChatView.tsx";
import { focusComposer } from "./composerState.ts";
import { exportChat } from "./exportChat.ts";
import { stopRun } from "./sending.ts";

const words = text.chat;
const hasApp = (): boolean => useCurrentApp.getState().appId !== null;
const hasChat = (): boolean => useOpenChat.getState().chatId !== null;
const isRunning = (): boolean => useOpenChat.getState().state.running !== null;

/** Changes by conversation: with a model, or by recipes without one. */
export const chatFeature: Feature = {
  id: "chat",
  title: words.title,
  icon: MessageSquare,
  rail: "top",
  side: ChatView,
  sideMin: 320,
  overlay: ChatOverlay,
  commands: [
    {
      id: "chat.focus",
      title: words.commands.focus,
      category: words.title,
      key: "mod+alt+c",
      when: hasApp,
      run: focusComposer,
    },
    {
      id: "chat.new",
      title: words.commands.new,
      category: words.title,
      when: hasApp,
      run: () => {
        showChat(null);
        focusComposer();
      },
    },
    {
      id: "chat.history",
      title: words.commands.history,
      category: words.title,
      when: hasApp,
      run: () => useChatDialog.setState({ dialog: { kind: "chats" } }),
    },
    {
      id: "chat.stop",
      title: words.commands.stop,
      category: words.title,
      when: isRunning,
      run: stopRun,
    },
    {
      id: "chat.export",
      title: words.commands.export,
      category: words.title,
      when: hasChat,
      run: async () => {
        const { chatId } = useOpenChat.getState();
        if (chatId !== null) await exportChat(chatId);
      },
    },
    {
      id: "chat.providers",
      title: words.commands.providers,
      category: words.title,
      run: () => useChatDialog.setState({ dialog: { kind: "providers", edit: null } }),
    },
  ],
};
