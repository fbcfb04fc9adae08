import type { AppId } from "../../common/apps/appId.ts";
import type { FilePath } from "../../common/apps/filePath.ts";
import type { Watched } from "../../common/base/event.ts";
import type {
  AccountCheck,
  AccountStatus,
  LinkAccountInput,
} from "../../common/contracts/accounts.ts";
import type {
  App,
  AppList,
  CreateAppInput,
  FolderListing,
  Starter,
} from "../../common/contracts/apps.ts";
import type { AppFiles } from "./appFiles.ts";
import type { AddPackagesInput, PackageJob } from "../../common/contracts/packages.ts";
import type { RecipeSource } from "../services/agent/agentPorts.ts";
import type { ChatsService } from "../services/agent/chatsService.ts";
import type { ProvidersService } from "../services/agent/providers/providersService.ts";
import type { LanguageService } from "../services/language/languageService.ts";
import type { DraftsService } from "../services/drafts/draftsService.ts";
import type { HistoryService } from "../services/history/historyService.ts";
import type { SearchService } from "../services/search/searchService.ts";
import type {
  OutputLine,
  PreviewAction,
  PreviewState,
  SyncState,
} from "../../common/contracts/preview.ts";
import type {
  ChangeSettingInput,
  SettingsDocument,
  SettingsOwner,
  SettingsState,
  SettingsText,
  Snippets,
  WriteSettingsText,
} from "../../common/contracts/settings.ts";
import type { ServedPlace, WrittenPlace } from "../../common/contracts/sourcePlaces.ts";
import type { EdgeAccess, WorkerState } from "../../common/contracts/worker.ts";
import type { DesignTools } from "../../common/contracts/design.ts";
import type { EditorConfig } from "../../common/contracts/editorConfig.ts";
import type { EdgeHealth, Notice, Settings, StudioInfo } from "../../common/contracts/studio.ts";
import type { TextTools } from "../../common/contracts/formatting.ts";
import type { Terminals } from "../../common/contracts/terminal.ts";
import type { ImportJob, ImportSource } from "../../common/contracts/versions.ts";
import type { ShareService } from "../services/share/shareService.ts";
import type { VersionsService } from "../services/versions/versionsService.ts";

/** What the router serves. Composed once per host; the router holds no state of its own. */
export interface StudioServices {
  readonly studio: {
    info(): StudioInfo;
    readonly settings: Watched<Settings>;
    setSettings(change: Partial<Settings>): Promise<void>;
    layout(appId: AppId): string | null;
    setLayout(appId: AppId, layout: string): void;
    readonly notices: Watched<readonly Notice[]>;
    openExternal(url: string): Promise<void>;
  };
  /** Methods throw a ProblemError on expected failures. */
  readonly settings: {
    watch(owner: SettingsOwner): Watched<SettingsState>;
    change(input: ChangeSettingInput): void;
    watchSnippets(owner: SettingsOwner): Watched<Snippets>;
    text(document: SettingsDocument): SettingsText;
    writeText(input: WriteSettingsText): SettingsText;
  };
  readonly apps: {
    starters(): Promise<readonly Starter[]>;
    readonly list: Watched<AppList>;
    create(input: CreateAppInput, signal?: AbortSignal): Promise<App>;
    openFolder(folder: string): Promise<App>;
    /** The shell's own folder dialog; null when the person cancelled or the shell has none. */
    pickFolder(): Promise<string | null>;
    listFolders(folder: string | null): Promise<FolderListing>;
    open(appId: AppId): Promise<App>;
    close(appId: AppId): Promise<void>;
    remove(
      appId: AppId,
      options: { readonly deleteFiles: boolean },
    ): Promise<{ readonly removalId: string | null }>;
    undoRemove(removalId: string): Promise<App>;
    rename(appId: AppId, name: string): Promise<App>;
    trust(appId: AppId, trusted: boolean): Promise<App>;
    locate(appId: AppId, folder: string): Promise<App>;
  };
  /** Rejects with `not-found` while the app is not open. */
  files(appId: AppId): AppFiles;
  readonly preview: {
    watch(appId: AppId): Watched<PreviewState>;
    act(appId: AppId, action: PreviewAction, subject: string | null): Promise<void>;
    /** Where places of what was served were written. */
    locate(appId: AppId, places: readonly ServedPlace[]): Promise<readonly (WrittenPlace | null)[]>;
    /** Newest compiler and worker output of the app. */
    output(appId: AppId): Watched<readonly OutputLine[]>;
  };
  readonly sync: { watch(appId: AppId): Watched<SyncState> };
  readonly accounts: {
    readonly status: Watched<AccountStatus>;
    link(input: LinkAccountInput): Promise<void>;
    unlink(): Promise<void>;
    inspect(): Promise<readonly AccountCheck[]>;
    deployPlatform(): Promise<void>;
  };
  readonly edge: {
    readonly health: Watched<EdgeHealth>;
    restart(): Promise<void>;
    /** @throws `process-down` while it does not serve. */
    access(): EdgeAccess;
    /** Bearer of its API: whoever has it runs code on this machine's edge. */
    token(): string;
  };
  /** The apps' own workers. */
  readonly worker: {
    watch(appId: AppId): Watched<WorkerState>;
    allowHost(appId: AppId, host: string): Promise<void>;
    forbidHost(appId: AppId, host: string): Promise<void>;
  };
  readonly packages: {
    readonly jobs: Watched<readonly PackageJob[]>;
    install(appId: AppId): Promise<{ readonly jobId: string }>;
    add(input: AddPackagesInput): Promise<{ readonly jobId: string }>;
    remove(appId: AppId, name: string): Promise<{ readonly jobId: string }>;
    cancel(jobId: string): Promise<void>;
  };
  readonly search: Pick<SearchService, "find" | "replace" | "undoReplace">;
  readonly terminals: Terminals;
  readonly textTools: TextTools;
  readonly versions: VersionsService;
  readonly imports: {
    readonly jobs: Watched<readonly ImportJob[]>;
    start(source: ImportSource): Promise<ImportJob>;
    cancel(jobId: string): Promise<void>;
    /** @param part of a zip, base64. */
    upload(uploadId: string | null, part: string): Promise<{ readonly uploadId: string }>;
  };
  readonly language: LanguageService;
  readonly design: DesignTools;
  editorConfig(appId: AppId, path: FilePath): Promise<EditorConfig>;
  readonly drafts: Pick<DraftsService, "paths" | "find" | "put" | "drop">;
  readonly history: Pick<HistoryService, "watch" | "files" | "text">;
  readonly share: Pick<ShareService, "watch" | "start" | "stop">;
  readonly chats: ChatsService;
  readonly providers: ProvidersService;
  readonly recipes: Pick<RecipeSource, "list">;
}
