import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type {
  FileContent,
  RemovedEntry,
  WriteFileInput,
  WrittenFile,
} from "../../../../common/contracts/files.ts";

/** The files of an open app, as the editor has them: a write by an agent is a save like another. */
export interface AgentFiles {
  /** The app's folder, without links. */
  readonly root: string;
  /** @throws `not-found` when there is no such file. */
  read(path: FilePath): Promise<FileContent>;
  /** @throws `conflict` when the disk holds something else than is expected. */
  write(input: WriteFileInput): Promise<WrittenFile>;
  remove(path: FilePath): Promise<RemovedEntry>;
  restore(trashId: string): Promise<void>;
  rename(from: FilePath, to: FilePath): Promise<void>;
}

/** @throws `not-found` while the app is not open. */
export type FilesOfApp = (appId: AppId) => AgentFiles;
