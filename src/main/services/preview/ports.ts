import type { AppId } from "../../../common/apps/appId.ts";
import type {
  Blob,
  Commit,
  Committed,
  Need,
  FromPage,
  Painted,
  Refused,
  Welcome,
} from "../../../common/apps/room.ts";
import type { Listen } from "../../../common/base/event.ts";
import type { PackageJob } from "../../../common/contracts/packages.ts";
import type { PreviewState } from "../../../common/contracts/preview.ts";
import type { WorkersPlatform } from "../../cloud/workersPlatform.ts";
import type {
  CompilerStart,
  FileEvent,
  FromCompiler,
  ToCompiler,
} from "../../compiler/protocol.ts";
import type { WorkerPorts } from "./worker/workerPorts.ts";

/** One app's compiler process. Disposing it ends the process. */
export interface Compiler extends AsyncDisposable {
  send(message: ToCompiler): void;
  readonly onMessage: Listen<FromCompiler>;
  /** It ended without being asked to. */
  readonly onDied: Listen<{ readonly reason: string }>;
}

/** The host's socket to an app's room. Connects again by itself; each time welcome comes first. */
export interface Room extends Disposable {
  connect(): void;
  readonly onWelcome: Listen<Welcome>;
  readonly onNeed: Listen<Need>;
  readonly onFromPage: Listen<FromPage>;
  readonly onPainted: Listen<Painted>;
  /** The connection was lost; it is being tried again. */
  readonly onClosed: Listen<{ readonly reason: string }>;
  /** A newer host serves this app; this one gave up until `connect` is called. */
  readonly onFenced: Listen<void>;
  /** Rejects with `offline` when the connection is lost before the answer. */
  commit(commit: Omit<Commit, "id" | "epoch">): Promise<Committed | Refused>;
  /** Those of the hashes whose bodies the store lacks. */
  missing(hashes: readonly string[]): Promise<readonly string[]>;
  /** The blobs of those hashes that the room can serve, with their bodies. */
  bodies(hashes: readonly string[]): Promise<readonly Blob[]>;
}

/** Files that changed on disk, and the editor's saves among them. */
export interface FilesChanged {
  readonly files: readonly FileEvent[];
  readonly saveIds: readonly string[];
}

export interface PreviewPorts {
  /** Resolves when the platform answers; rejects with a Problem when it cannot be started. */
  platform(signal: AbortSignal): Promise<WorkersPlatform>;
  /** Opens the room of an app on a platform. */
  openRoom(platform: WorkersPlatform, appId: AppId): Room;
  /** The account that is linked now; null when none is, or its keys cannot be read. */
  account(): Promise<LinkedAccount | null>;
  startCompiler(app: PreviewedApp): Compiler;
  /** Where the app's compiler keeps its cache, and a cache to begin with. */
  compilerFolders(app: PreviewedApp): Pick<CompilerStart, "root" | "cacheDir" | "seed">;
  /** The preview script's source, the same for every app. */
  readonly previewScript: string;
  readonly packages: {
    /** Whether node_modules holds what package.json and the lockfile ask for. */
    state(root: string): Promise<"installed" | "missing" | "none-needed">;
    /** Runs to the end; rejects with a Problem. */
    install(
      appId: AppId,
      onProgress: (job: PackageJob) => void,
      signal: AbortSignal,
    ): Promise<void>;
  };
  readonly sync: SyncLedger;
  readonly records: PreviewRecords;
  /** A file as the starter ships it; null when it has none of that name. */
  readonly starterFile: (starter: string, file: string) => Promise<string | null>;
  /** What the starter's page loads, compiled at setup; null when there is none. */
  starterSnapshot(starter: string): Promise<Omit<Commit, "id" | "epoch"> | null>;
  /** A page, its server and the compiler do not run at the same time here. */
  readonly hasFewProcessors: boolean;
  /** About the apps' own workers. */
  readonly worker: WorkerPorts;
  readonly now: () => number;
}

/** A Cloudflare account where previews are served beside the local ones. */
export interface LinkedAccount {
  readonly platform: WorkersPlatform;
  openRoom(platform: WorkersPlatform, appId: AppId): Room;
}

export interface PreviewedApp {
  readonly id: AppId;
  readonly root: string;
  readonly starter: string | null;
  readonly trusted: boolean;
}

/** What Studio remembers of an app's preview between openings (in studio.db). */
export interface PreviewRecords {
  read(appId: AppId): PreviewRecord;
  save(appId: AppId, record: PreviewRecord): void;
}

export interface PreviewRecord {
  /** Hash of the preview script that was uploaded; null when none was. */
  readonly uploaded: string | null;
  readonly previewUrl: string | null;
  readonly websocketUrl: string | null;
  readonly status: PreviewState["status"];
  readonly deploymentTime: number | null;
}

/** What was saved and what each target acknowledged (kept in studio.db by the sync service). */
export interface SyncLedger {
  /** Saves wait for this target from now on. */
  addTarget(appId: AppId, target: string, kind: "local" | "cloudflare"): void;
  /** Nothing waits for any other target any more. */
  keepTargets(appId: AppId, targets: readonly string[]): void;
  /** Notes saves before they are compiled; the number orders them. */
  saved(appId: AppId, paths: readonly string[]): number;
  /** The target serves everything saved up to `seq`. */
  acknowledged(appId: AppId, target: string, seq: number, rev: number): void;
  offline(appId: AppId, target: string, reason: string): void;
  failed(appId: AppId, target: string, reason: string): void;
}
