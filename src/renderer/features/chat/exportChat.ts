import type { ChatId } from "../../../common/contracts/chat.ts";
import { studio } from "../../client/studio.ts";
import { attempt } from "./attempt.ts";

/** Has the person keep a chat as a Markdown file. */
export async function exportChat(chatId: ChatId): Promise<void> {
  await attempt(async () => {
    const { name, markdown } = await studio.chats.export.query({ chatId });
    const url = URL.createObjectURL(new Blob([markdown], { type: "text/markdown" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    // The download has begun by the next turn and keeps what it reads.
    setTimeout(() => URL.revokeObjectURL(url));
  });
}
