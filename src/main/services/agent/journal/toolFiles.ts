import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { ChatFileChange } from "../../../../common/contracts/chat.ts";
import type { FileHash, TextEncoding } from "../../../../common/contracts/files.ts";

/** A text file as a tool sees it. */
export interface ToolText {
  readonly path: FilePath;
  readonly text: string;
  readonly hash: FileHash;
  readonly encoding: TextEncoding;
  readonly readOnly: boolean;
}

/** A change that a tool wants to make. Line endings and encoding of the file are kept. */
export interface WriteText {
  readonly path: FilePath;
  readonly text: string;
  /** What the text was made from: null for a file that is not there yet. */
  readonly base: ToolText | null;
  /** Names the save in the preview's trace. */
  readonly saveId?: string;
}

/**
 * The files of an app for one call of a tool. What is read is remembered as seen by the chat;
 * what is changed is journalled, so that it can be taken back. Every method rejects with a
 * ProblemError: `conflict` when the person changed the file since the chat saw it, `protected`
 * for what the call was not allowed to change, and the workspace's own.
 */
export interface ToolFiles {
  /** Null when there is no such file. @throws `not-text`, `too-large`. */
  read(path: FilePath): Promise<ToolText | null>;
  /** Like `read`, but does not count as seen: for previews of a change. */
  peek(path: FilePath): Promise<ToolText | null>;
  /** @throws `conflict` when the chat has seen another version of the file, or none. */
  requireSeen(file: ToolText): void;
  /** @returns what it changed, and the version that the disk holds now. */
  write(change: WriteText): Promise<{ readonly change: ChatFileChange; readonly hash: FileHash }>;
  /** Moves a file or folder to the trash. */
  remove(path: FilePath): Promise<ChatFileChange>;
  rename(from: FilePath, to: FilePath): Promise<readonly ChatFileChange[]>;
  /** What a text would change, for the diff of an approval. */
  draft(path: FilePath, before: ToolText | null, text: string | null): Promise<ChatFileChange>;
  /** Everything that was changed, once nothing is under way any more. */
  settled(): Promise<readonly ChatFileChange[]>;
}
