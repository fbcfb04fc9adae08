import type { FilePath } from "../../common/apps/filePath.ts";
import type { Listen } from "../../common/base/event.ts";
import type {
  FileChanges,
  FileContent,
  FileEntry,
  FileFacts,
  FileRange,
  FileTree,
  FoundRow,
  RemovedEntry,
  TextEncoding,
  TextRow,
  TextShape,
  WriteFileInput,
  WrittenFile,
} from "../../common/contracts/files.ts";

/** One part of a file from outside the app. */
export interface UploadedPart {
  readonly uploadId: string;
  readonly path: FilePath;
  readonly offset: number;
  readonly bytes: Buffer;
}

/** One open app's folder. Every method rejects with a ProblemError on expected failures. */
export interface AppFiles {
  tree(): Promise<FileTree>;
  /** What one folder holds, also an ignored one. */
  listFolder(folder: FilePath): Promise<readonly FileEntry[]>;
  /** The encoding is guessed when none is chosen. */
  read(path: FilePath, encoding?: TextEncoding): Promise<FileContent>;
  facts(path: FilePath): Promise<FileFacts>;
  readRange(path: FilePath, offset: number, length: number): Promise<FileRange>;
  textShape(path: FilePath): Promise<TextShape>;
  textRows(path: FilePath, from: number, count: number): Promise<readonly TextRow[]>;
  findRow(path: FilePath, text: string, from: number, signal?: AbortSignal): Promise<FoundRow>;
  write(input: WriteFileInput): Promise<WrittenFile>;
  createFolder(path: FilePath): Promise<void>;
  rename(from: FilePath, to: FilePath): Promise<void>;
  copy(from: FilePath, to: FilePath): Promise<void>;
  upload(part: UploadedPart, isLast: boolean): Promise<void>;
  /** Moves to the system's trash, or the app's own; the id restores it. */
  remove(path: FilePath): Promise<RemovedEntry>;
  restore(trashId: string): Promise<void>;
  /** Shows it in the system's file manager. */
  reveal(path: FilePath): Promise<void>;
  readonly onChanges: Listen<FileChanges>;
  /** Batches after `seq`; one batch with `reset` when that is too long ago. */
  changesSince(seq: number): readonly FileChanges[];
}
