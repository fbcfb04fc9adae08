import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Listen } from "../../../common/base/event.ts";
import type { FileContent, WriteFileInput, WrittenFile } from "../../../common/contracts/files.ts";

/** A running language server, spoken to in JSON-RPC. Disposing it ends the process. */
export interface LanguageServerProcess extends AsyncDisposable {
  readonly pid: number | undefined;
  /**
   * @throws ServerRefusal when the server answers with an error; ProblemError `cancelled` after
   * `signal`, `process-down` when it dies first.
   */
  request(method: string, params: unknown, signal?: AbortSignal): Promise<unknown>;
  notify(method: string, params: unknown): void;
  readonly onNotification: Listen<{ readonly method: string; readonly params: unknown }>;
  /** Once, and not when it was disposed. */
  readonly onDied: Listen<{ readonly reason: string }>;
  /** Processor time it has used, in ms; undefined where the system does not tell. */
  cpuMs(): Promise<number | undefined>;
}

/** Starts a server in an app's folder; `answer` answers what the server asks its client. */
export type StartServer = (
  root: string,
  answer: (method: string, params: unknown) => unknown,
) => LanguageServerProcess;

/** The server understood the request and would not do it. */
export class ServerRefusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = "ServerRefusal";
    this.code = code;
  }
}

/** What the language servers need of an open app. */
export interface LanguageApp {
  /** Without links. */
  readonly root: string;
  readonly trusted: boolean;
  /** The files of the app that are not ignored. */
  listFiles(): Promise<readonly FilePath[]>;
  read(path: FilePath): Promise<FileContent>;
  /** All or none. */
  writeMany(files: readonly Omit<WriteFileInput, "appId">[]): Promise<readonly WrittenFile[]>;
  /** Absolute paths. */
  readonly onFilesChanged: Listen<{
    readonly files: readonly {
      readonly path: string;
      readonly kind: "added" | "changed" | "removed";
    }[];
  }>;
  /** The app's packages were installed, added or removed. */
  readonly onPackagesChanged: Listen<void>;
}
