import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { ChatId } from "../../../../common/contracts/chat.ts";
import type { FileHash } from "../../../../common/contracts/files.ts";

const KEPT_CHATS = 100;

/**
 * Which version of each file a chat has seen last. What the person saves in between makes the
 * next change a conflict, never a lost text. Forgotten with the host: then it has to look again.
 */
export class SeenFiles {
  readonly #byChat = new Map<ChatId, Map<FilePath, FileHash>>();

  see(chat: ChatId, path: FilePath, hash: FileHash): void {
    const files = this.#byChat.get(chat) ?? new Map<FilePath, FileHash>();
    this.#byChat.delete(chat);
    this.#byChat.set(chat, files.set(path, hash));
    const [oldest] = this.#byChat.keys();
    if (this.#byChat.size > KEPT_CHATS && oldest !== undefined) this.#byChat.delete(oldest);
  }

  seen(chat: ChatId, path: FilePath): FileHash | null {
    return this.#byChat.get(chat)?.get(path) ?? null;
  }
}
