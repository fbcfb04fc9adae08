import { mkdir, readdir, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type AppId, newAppId } from "../../../common/apps/appId.ts";
import { Emitter, type Listen } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type {
  App,
  AppList,
  AppRecord,
  CreateAppInput,
  FolderListing,
  Starter,
} from "../../../common/contracts/apps.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { readAppFile, writeAppFile } from "./appFile.ts";
import { createAppFolder } from "./createAppFolder.ts";
import { folderProblem } from "./folderProblem.ts";
import { listFolders } from "./listFolders.ts";
import { RemovedApps } from "./removedApps.ts";
import { Starters } from "./starters.ts";

/** Where apps are remembered: studio.db. Writes are durable when they return. */
export interface AppRepository {
  /** Most recently opened first. */
  all(): readonly AppRecord[];
  get(id: AppId): AppRecord | undefined;
  put(app: AppRecord): void;
  remove(id: AppId): void;
}

export interface AppsServiceOptions {
  readonly repository: AppRepository;
  /** The starters that ship with Studio. */
  readonly startersFolder: string;
  /** Where new apps are made when the person names no other place. */
  readonly appsFolder: string;
  /** Where folders of removed apps are kept; best on the same disk as the apps. */
  readonly removedFolder: string;
  readonly now: () => number;
  readonly log: Log;
}

const FOLDER_CHECK_MS = 2_000;

/**
 * The apps Studio knows, and which of them are open. Every method that takes an id rejects with
 * `not-found` for one that is unknown.
 */
export class AppsService implements AsyncDisposable {
  readonly #options: AppsServiceOptions;
  readonly #starters: Starters;
  readonly #removed: RemovedApps;
  readonly #changed = new Emitter<AppList>();
  readonly #openIds = new Set<AppId>();
  readonly #missingIds = new Set<AppId>();
  readonly #stopped = new AbortController();
  #rev = 0;
  #loop: Promise<void> | undefined;

  /** All apps, most recently opened first. */
  readonly list: { readonly value: AppList; readonly onChange: Listen<AppList> };

  constructor(options: AppsServiceOptions) {
    this.#options = options;
    this.#starters = new Starters(options.startersFolder);
    this.#removed = new RemovedApps(options.removedFolder, options.now);
    const read = (): AppList => this.#read();
    this.list = {
      get value() {
        return read();
      },
      onChange: this.#changed.on,
    };
  }

  /** Finds apps that studio.db does not know (any more), and begins to look after folders. */
  async start(): Promise<void> {
    await mkdir(this.#options.appsFolder, { recursive: true });
    await this.#adoptStrays();
    await this.#checkFolders();
    this.#loop = this.#keepChecking();
    this.#removed.purge().catch((error: unknown) => {
      this.#options.log.warn("removed apps were not purged", { error: String(error) });
    });
  }

  starters(): Promise<readonly Starter[]> {
    return this.#starters.all();
  }

  /** A file as the starter ships it; null when there is none. */
  starterFile(starter: string, file: string): Promise<string | null> {
    return this.#starters.file(starter, file);
  }

  /** What is known of one app. @throws `not-found`. */
  get(id: AppId): App {
    return this.#toApp(this.#record(id));
  }

  /**
   * Makes an app from a starter. It is not opened yet.
   *
   * @throws `not-found` for a starter that does not exist, `disk-full`, `no-permission`,
   * `cancelled`. Nothing is left behind then.
   */
  async create(input: CreateAppInput, signal?: AbortSignal): Promise<App> {
    const source = await this.#starters.appFolder(input.starter);
    if (source === undefined) throw problem("not-found", "There is no starter of that name.");
    const parent = input.parentFolder ?? this.#options.appsFolder;
    if (!path.isAbsolute(parent)) {
      throw problem("invalid-input", "The folder has to be named from the disk's root.");
    }
    const now = this.#options.now();
    const app = { id: this.#freeId(), name: input.name, starter: input.starter, createdAt: now };
    const folder = await createAppFolder({ source, parent, app, signal });
    this.#options.log.info("app created", { id: app.id, starter: app.starter });
    return this.#save({ ...app, folder, trusted: true, openedAt: now });
  }

  /**
   * Makes a folder known as an app; the same folder is the same app. Nothing is written into it,
   * and what it says of itself earns no trust.
   */
  async openFolder(asked: string): Promise<App> {
    const folder = await this.#realFolder(asked);
    const known = await this.#findByFolder(folder);
    if (known !== undefined) return this.#save({ ...known, folder });
    const now = this.#options.now();
    const own = await readAppFile(folder);
    const isFree = own !== undefined && this.#options.repository.get(own.id) === undefined;
    this.#options.log.info("folder opened", { folder });
    return this.#save({
      id: isFree ? own.id : this.#freeId(),
      name: own?.name ?? (path.basename(folder).slice(0, 80) || "App"),
      folder,
      starter: null,
      trusted: false,
      createdAt: now,
      openedAt: now,
    });
  }

  /** @throws `folder-missing` when its folder is gone; `locate` helps then. */
  async open(id: AppId): Promise<App> {
    const record = this.#record(id);
    await this.#realFolder(record.folder).catch((error: unknown) => {
      this.#missingIds.add(id);
      this.#announce();
      throw error;
    });
    this.#openIds.add(id);
    return this.#save({ ...record, openedAt: this.#options.now() });
  }

  async close(id: AppId): Promise<void> {
    this.#record(id);
    if (this.#openIds.delete(id)) this.#announce();
  }

  /**
   * Forgets the app. With `deleteFiles` its folder is put away for 30 days; without, it stays.
   *
   * @returns the id for `undoRemove`; null when the files were not touched.
   * @throws `protected` when files of a folder are to be deleted that Studio did not make.
   */
  async remove(
    id: AppId,
    { deleteFiles }: { readonly deleteFiles: boolean },
  ): Promise<{ readonly removalId: string | null }> {
    const record = this.#record(id);
    if (deleteFiles && record.starter === null) {
      throw problem("protected", "Studio did not make this folder and does not delete it.", {
        next: "Remove the app from the list only, and delete the folder yourself.",
      });
    }
    const removalId = deleteFiles ? await this.#putAway(record) : null;
    this.#openIds.delete(id);
    this.#missingIds.delete(id);
    this.#options.repository.remove(id);
    this.#options.log.info("app removed", { id, deleteFiles });
    this.#announce();
    return { removalId };
  }

  /** Brings an app back that was removed with its files. */
  async undoRemove(removalId: string): Promise<App> {
    return this.#save(await this.#removed.putBack(removalId));
  }

  /** Every app whose data is to be kept: those known, and those that can be put back. */
  async keptIds(): Promise<readonly AppId[]> {
    const removed = await this.#removed.ids();
    return [...this.#options.repository.all().map(({ id }) => id), ...removed];
  }

  /** Changes the name that is shown; the folder keeps its own. */
  async rename(id: AppId, name: string): Promise<App> {
    const record = this.#record(id);
    const own = await readAppFile(record.folder);
    if (own?.id === id) {
      await writeAppFile(record.folder, { ...own, name }).catch((error: unknown) => {
        throw folderProblem(error, record.folder);
      });
    }
    return this.#save({ ...record, name });
  }

  /** Lets the folder's own config and plugins run, or not any more. */
  async trust(id: AppId, trusted: boolean): Promise<App> {
    return this.#save({ ...this.#record(id), trusted });
  }

  /**
   * Says where an app's folder is now.
   *
   * @throws `already-exists` when another app has that folder.
   */
  async locate(id: AppId, asked: string): Promise<App> {
    const record = this.#record(id);
    const folder = await this.#realFolder(asked);
    const other = await this.#findByFolder(folder);
    if (other !== undefined && other.id !== id) {
      throw problem("already-exists", `That folder belongs to “${other.name}”.`);
    }
    // Trust was given to what was in the old place, unless this is provably the same app.
    const isSame = (await readAppFile(folder))?.id === id;
    return this.#save({ ...record, folder, trusted: record.trusted && isSame });
  }

  /** @param asked null for the person's own folder. */
  listFolders(asked: string | null): Promise<FolderListing> {
    return listFolders(asked ?? homedir());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
  }

  #record(id: AppId): AppRecord {
    const record = this.#options.repository.get(id);
    if (record === undefined) throw problem("not-found", "Studio does not know that app.");
    return record;
  }

  #save(record: AppRecord): App {
    this.#options.repository.put(record);
    this.#missingIds.delete(record.id);
    this.#announce();
    return this.#toApp(record);
  }

  #announce(): void {
    this.#rev += 1;
    this.#changed.fire(this.#read());
  }

  #read(): AppList {
    const records = this.#options.repository.all();
    return { rev: this.#rev, apps: records.map((record) => this.#toApp(record)) };
  }

  #toApp(record: AppRecord): App {
    return {
      ...record,
      open: this.#openIds.has(record.id),
      folderExists: !this.#missingIds.has(record.id),
    };
  }

  #freeId(): AppId {
    let id = newAppId();
    while (this.#options.repository.get(id) !== undefined) id = newAppId();
    return id;
  }

  async #putAway(record: AppRecord): Promise<string> {
    try {
      return await this.#removed.take(record);
    } catch (error) {
      throw folderProblem(error, record.folder);
    }
  }

  async #realFolder(asked: string): Promise<string> {
    if (!path.isAbsolute(asked)) {
      throw problem("invalid-input", "The folder has to be named from the disk's root.");
    }
    try {
      const folder = await realpath(asked);
      if ((await stat(folder)).isDirectory()) return folder;
    } catch (error) {
      throw folderProblem(error, asked);
    }
    throw problem("folder-missing", `${asked} is not a folder.`);
  }

  /** By what the folder is, not by how it is spelled: disks may ignore case. */
  async #findByFolder(folder: string): Promise<AppRecord | undefined> {
    const records = this.#options.repository.all();
    const exact = records.find((record) => record.folder === folder);
    if (exact !== undefined) return exact;
    const wanted = await stat(folder);
    for (const record of records) {
      const found = await stat(record.folder).catch(() => undefined);
      if (found?.ino === wanted.ino && found.dev === wanted.dev) return record;
    }
    return undefined;
  }

  /** Apps in Studio's own folder carry their record, so a lost database loses none of them. */
  async #adoptStrays(): Promise<void> {
    const { appsFolder, repository, log } = this.#options;
    const root = await realpath(appsFolder);
    const known = new Set(repository.all().map((record) => record.folder));
    for (const item of await readdir(root, { withFileTypes: true })) {
      const folder = path.join(root, item.name);
      if (!item.isDirectory() || item.name.startsWith(".") || known.has(folder)) continue;
      const own = await readAppFile(folder);
      if (own === undefined || repository.get(own.id) !== undefined) continue;
      // Anybody could have put the folder there: trust has to be given again.
      this.#save({ ...own, folder, trusted: false, openedAt: own.createdAt });
      log.info("app found again", { id: own.id, folder });
    }
  }

  async #keepChecking(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await sleep(FOLDER_CHECK_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.#checkFolders();
    }
  }

  async #checkFolders(): Promise<void> {
    let isNews = false;
    for (const { id, folder } of this.#options.repository.all()) {
      const isThere = await stat(folder).then(
        (stats) => stats.isDirectory(),
        () => false,
      );
      if (isThere !== this.#missingIds.has(id)) continue;
      isNews = true;
      if (isThere) this.#missingIds.delete(id);
      else this.#missingIds.add(id);
    }
    if (isNews) this.#announce();
  }
}
