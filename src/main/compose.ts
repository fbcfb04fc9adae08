import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { type Commit, decodeCommit } from "../common/apps/room.ts";
import type { Log } from "../common/base/log.ts";
import { previewDomain } from "../common/contracts/accounts.ts";
import { CompilerProcess } from "./compiler/compilerProcess.ts";
import { createIndexHtml } from "./createIndexHtml.ts";
import { noKeychain, systemKeychain } from "./keychain/keychain.ts";
import { AccountDoors } from "./accountDoors.ts";
import { composeDesign } from "./design/composeDesign.ts";
import { composeAgent } from "./agent/composeAgent.ts";
import { composeFormatting } from "./composeFormatting.ts";
import { composeLanguage } from "./composeLanguage.ts";
import { composeSearch } from "./composeSearch.ts";
import { composeShare } from "./composeShare.ts";
import { composeTerminals } from "./composeTerminals.ts";
import { beginVersions, composeImports, composeVersions } from "./composeVersions.ts";
import { composeTextSafety } from "./composeTextSafety.ts";
import { edgeServices } from "./localEdge/edgeServices.ts";
import { keepServingAsSet } from "./localEdge/keepServingAsSet.ts";
import { type LocalEdge, startLocalEdge } from "./localEdge/localEdge.ts";
import { NoticeBoard } from "./noticeBoard.ts";
import { OpenApps, previewed } from "./openApps.ts";
import type { Platform } from "./platform.ts";
import type { StudioServices } from "./rpc/services.ts";
import { CloudflareAccount } from "./services/accounts/cloudflareAccount.ts";
import { systemTrashOf } from "./systemTrash.ts";
import { tellOfQuarantine } from "./localEdge/tellOfQuarantine.ts";
import { AppsService } from "./services/apps/appsService.ts";
import { KvSync } from "./services/kv-sync/kvSync.ts";
import { PackagesService } from "./services/packages/packagesService.ts";
import type { PreviewedApp, PreviewPorts } from "./services/preview/ports.ts";
import { PreviewService } from "./services/preview/previewService.ts";
import { SettingsService } from "./services/settings/settingsService.ts";
import { openStudioDb, type StudioDb } from "./storage/studioDb.ts";
import { sweepEdge } from "./localEdge/sweepEdge.ts";
import { workerPorts } from "./localEdge/workerPorts.ts";
import { studioVersion } from "./studioVersion.ts";

export interface ComposeOptions {
  readonly dataDir: string;
  /** Where new apps are made. */
  readonly appsDir: string;
  /** The built program: `main`, `renderer` and `workers` lie in it, `resources` beside it. */
  readonly outDir: string;
  readonly nodeBinary: string;
  /** Whether secrets are kept in the person's own keychain. */
  readonly usesKeychain: boolean;
  /** Who may embed previews. */
  readonly origins: readonly string[];
  readonly platform: Platform;
  readonly log: Log;
}

export interface Composition extends AsyncDisposable {
  readonly services: StudioServices;
}

/**
 * Builds every service and joins them. Rejects with a Problem when Studio cannot run at all, as
 * when another one holds the data folder.
 */
export async function compose(options: ComposeOptions): Promise<Composition> {
  await using stack = new AsyncDisposableStack();
  const { log, dataDir } = options;
  const db = stack.use(openStudioDb(path.join(dataDir, "studio.db"), { now: Date.now, log }));
  const edge = await startLocalEdge(options);
  stack.use(edge.supervisor);
  const parts = buildParts(options, db, edge);
  stack.defer(keepServingAsSet(edge.supervisor, parts.settings, log));
  stack.use(parts.apps);
  stack.use(parts.settings);
  stack.use(parts.packages);
  stack.use(parts.preview);
  stack.use(parts.openApps);
  await parts.apps.start();
  reconnectWhenMoved(edge, parts.preview);
  // A fresh database does not know every app that there is.
  if (db.setAside === null) stack.use(sweepEdge(edge, parts.apps, log));
  parts.account.onRelinked(() => {
    parts.preview.accountChanged();
    const domain = previewDomain(parts.account.value);
    options.platform.allowPreviews(domain).catch((error: unknown) => {
      log.warn("shell not told of the account's previews", { error: String(error) });
    });
  });
  stack.defer(tellOfQuarantine(edge.supervisor, parts.apps, parts.notices));
  stack.use(prepareStarters(options, parts.packages));
  const inheritsAll = (): boolean => parts.settings.value["terminal.inheritEnvironment"];
  const terminals = composeTerminals(options, { ...parts, inheritsAll }, stack);
  const textTools = composeFormatting(options, parts, stack);
  const language = composeLanguage(options, parts, stack);
  const design = composeDesign(options, parts.apps, stack);
  const versions = composeVersions(options, parts, stack);
  const imports = composeImports(options, parts.apps, versions, stack);
  const texts = composeTextSafety(options, { db, settings: parts.settings }, stack);
  const share = composeShare(options, parts, stack);
  const others = servicesOf(options, { ...parts, db, edge });
  const files = texts.services(others.files);
  const agent = composeAgent(
    options,
    { ...parts, db, services: { ...others, ...files, language, versions } },
    stack,
  );
  const services = {
    ...others,
    ...files,
    ...agent,
    terminals,
    textTools,
    language,
    design,
    versions,
    imports,
    share,
    apps: beginVersions(others.apps, versions),
  };
  const disposal = stack.move();
  return { services, [Symbol.asyncDispose]: () => disposal.disposeAsync() };
}

/** A browser drawing a page, workerd serving it and a compiler take one each. */
const FEW_PROCESSORS = 4;

/** Long enough after the start not to be in the way of an app that is opened at once (it copies 400 MB). */
const PREPARE_AFTER_MS = 60_000;

/** Keeps each starter's packages ready to be copied, so that the next new app has them at once. */
function prepareStarters({ outDir }: ComposeOptions, packages: PackagesService): Disposable {
  const starters = path.join(outDir, "../resources/starters");
  const timer = setTimeout(() => {
    const folders = readdirSync(starters).map((name) => path.join(starters, name, "app"));
    void packages.keepPrepared(folders);
  }, PREPARE_AFTER_MS);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}

interface Parts {
  readonly apps: AppsService;
  readonly packages: PackagesService;
  readonly preview: PreviewService;
  readonly openApps: OpenApps;
  readonly sync: KvSync;
  readonly account: CloudflareAccount;
  readonly settings: SettingsService;
  readonly notices: NoticeBoard;
}

function buildParts(options: ComposeOptions, db: StudioDb, edge: LocalEdge): Parts {
  const { log, dataDir, appsDir, outDir, nodeBinary } = options;
  const resources = path.join(outDir, "../resources");
  const now = Date.now;
  const apps = new AppsService({
    repository: db.apps,
    startersFolder: path.join(resources, "starters"),
    appsFolder: appsDir,
    removedFolder: path.join(dataDir, "removed-apps"),
    now,
    log: log.child("apps"),
  });
  const packages = new PackagesService({
    nodeBinary,
    entry: path.join(outDir, "main/packages.js"),
    sources: {
      bundledCache: path.join(resources, "package-cache"),
      cache: path.join(dataDir, "package-cache"),
      otherCaches: [],
      preparedTrees: path.join(dataDir, "prepared-packages"),
    },
    appOf: (appId) => apps.get(appId),
    now,
    log: log.child("packages"),
  });
  const sync = new KvSync(db.sync, now);
  const notices = new NoticeBoard(db.notices);
  const doors = new AccountDoors({
    log: log.child("account"),
    workersDir: path.join(outDir, "workers"),
    origins: options.origins,
  });
  const account = new CloudflareAccount({
    secrets: options.usesKeychain ? systemKeychain : noKeychain,
    check: (credentials) => doors.check(credentials),
    deploy: (credentials, onStage) => doors.deploy(credentials, onStage),
    inspect: (credentials) => doors.inspect(credentials),
    platformVersion: (credentials) => doors.platformVersion(credentials),
    now,
    log: log.child("account"),
  });
  const linked = async () => {
    const credentials = await account.credentials();
    return credentials === null ? null : doors.open(credentials);
  };
  const ports = previewPorts(options, { db, edge, apps, packages, sync, linked });
  const preview: PreviewService = new PreviewService(
    ports,
    {
      createIndexHtml: (appId) => createIndexHtml(openApps.workspace(appId)),
      addPackage: async (appId, name) => {
        await packages.add({ appId, packages: [{ name }], dev: false });
      },
      trust: async (appId) => previewed(await apps.trust(appId, true)),
      restartEdge: async () => void (await edge.supervisor.restart()),
    },
    log.child("preview"),
  );
  const openApps: OpenApps = new OpenApps({
    apps,
    preview,
    notify: (notice) => notices.post(notice),
    reveal: (absolute) => options.platform.revealFile(absolute),
    systemTrash: systemTrashOf(options.platform),
    now,
    log,
  });
  const settings = new SettingsService({
    repository: db.settings,
    folder: dataDir,
    appFolder: (appId) => apps.get(appId).folder,
    notify: (notice) => notices.post(notice),
    log: log.child("settings"),
  });
  return { apps, packages, preview, openApps, sync, account, settings, notices };
}

function previewPorts(
  { dataDir, outDir, nodeBinary, log }: ComposeOptions,
  parts: Pick<Parts, "apps" | "packages" | "sync"> & {
    db: StudioDb;
    edge: LocalEdge;
    linked: PreviewPorts["account"];
  },
): PreviewPorts {
  const { apps, packages, sync, db, edge, linked } = parts;
  const seeds = path.join(outDir, "../resources/package-cache/seeds");
  return {
    platform: () => edge.platform(),
    openRoom: (platform, appId) => edge.openRoom(platform, appId),
    account: linked,
    startCompiler: () => new CompilerProcess({ node: nodeBinary, log: log.child("compiler") }),
    compilerFolders: ({ id, root, starter }: PreviewedApp) => ({
      root,
      cacheDir: path.join(dataDir, "compiler", id),
      seed: starter === null ? null : path.join(seeds, starter),
    }),
    previewScript: edge.previewScript,
    worker: workerPorts(edge, apps, db.settings),
    packages: {
      state: (root) => packages.state(root),
      install: (appId, onProgress, signal) => packages.installToEnd(appId, onProgress, signal),
    },
    sync,
    records: db.previews,
    starterFile: (starter, file) => apps.starterFile(starter, file),
    hasFewProcessors: availableParallelism() < FEW_PROCESSORS,
    starterSnapshot: (starter) => readSnapshot(path.join(seeds, `${starter}.snapshot`)),
    now: Date.now,
  };
}

async function readSnapshot(file: string): Promise<Commit | null> {
  try {
    return decodeCommit(await readFile(file));
  } catch {
    // Not prepared, or cut: it only saves time.
    return null;
  }
}

/** Pages and rooms know the edge by its port; after a move everything connects anew. */
function reconnectWhenMoved(edge: LocalEdge, preview: PreviewService): void {
  let port: number | null = null;
  edge.supervisor.onHealth(({ port: current }) => {
    if (current === null) return;
    if (port !== null && current !== port) void preview.reconnectAll();
    port = current;
  });
}

function servicesOf(
  { platform, appsDir }: ComposeOptions,
  parts: Parts & { db: StudioDb; edge: LocalEdge },
): Omit<
  StudioServices,
  | "terminals"
  | "textTools"
  | "language"
  | "design"
  | "versions"
  | "imports"
  | "drafts"
  | "history"
  | "editorConfig"
  | "share"
  | "chats"
  | "providers"
  | "recipes"
> {
  const { apps, openApps, packages, preview, settings, notices, sync, account, db, edge } = parts;
  return {
    studio: {
      info: () => ({
        version: studioVersion,
        shell: platform.kind,
        platform: `${process.platform} ${process.arch}`,
        node: process.versions.node,
        appsFolder: appsDir,
      }),
      settings,
      setSettings: async (change) => settings.set(change),
      layout: (appId) => db.layouts.get(appId) ?? null,
      setLayout: (appId, layout) => db.layouts.set(appId, layout),
      notices,
      openExternal: (url) => platform.openExternal(url),
    },
    settings,
    apps: {
      starters: () => apps.starters(),
      list: apps.list,
      create: (input, signal) => apps.create(input, signal),
      openFolder: (folder) => apps.openFolder(folder),
      pickFolder: () => platform.pickFolder(),
      listFolders: (folder) => apps.listFolders(folder),
      open: (appId) => openApps.open(appId),
      close: (appId) => openApps.close(appId),
      remove: async (appId, how) => {
        await openApps.close(appId);
        const removed = await apps.remove(appId, how);
        await preview.forget(appId);
        return removed;
      },
      undoRemove: (removalId) => apps.undoRemove(removalId),
      rename: (appId, name) => apps.rename(appId, name),
      trust: async (appId, trusted) => openApps.reopen(await apps.trust(appId, trusted)),
      locate: async (appId, folder) => openApps.reopen(await apps.locate(appId, folder)),
    },
    files: (appId) => openApps.files(appId),
    preview: {
      watch: (appId) => preview.watch(appId),
      act: (appId, action, subject) => preview.act(appId, action, subject),
      locate: (appId, places) => preview.locate(appId, places),
      output: (appId) => preview.output(appId),
    },
    sync: { watch: (appId) => sync.watch(appId) },
    accounts: {
      status: account,
      link: (input) => account.link(input),
      unlink: () => account.unlink(),
      inspect: () => account.inspect(),
      deployPlatform: () => account.deployPlatform(),
    },
    ...edgeServices(edge, preview),
    packages,
    search: composeSearch(openApps),
  };
}
