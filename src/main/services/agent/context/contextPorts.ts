import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type { BodyId } from "../../../../common/contracts/chat.ts";

export interface ProjectFile {
  readonly path: FilePath;
  /** Bytes. */
  readonly size: number;
}

/** The app's files as a context is made from them; only reading. */
export interface ProjectFiles {
  /** Without what .gitignore leaves out. */
  list(appId: AppId): Promise<readonly ProjectFile[]>;
  /** Null for what is not there, not text, or larger than an editor opens. */
  read(appId: AppId, path: FilePath): Promise<string | null>;
}

export interface ContextSources {
  readonly files: ProjectFiles;
  /** The bytes of an attached image; null when they are gone. */
  readonly body: (id: BodyId) => Promise<Uint8Array | null>;
  /** Errors that the preview shows now, newest last; a line each. */
  readonly consoleErrors: (appId: AppId) => readonly string[];
}
