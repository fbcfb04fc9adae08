import { localLink } from "@trpc/client";
import { AppId } from "../../src/common/apps/appId.ts";
import type { AccountStatus } from "../../src/common/contracts/accounts.ts";
import type { App } from "../../src/common/contracts/apps.ts";
import type { PackageJob } from "../../src/common/contracts/packages.ts";
import type { PreviewState, SyncState } from "../../src/common/contracts/preview.ts";
import { type EdgeHealth, type Notice, Settings } from "../../src/common/contracts/studio.ts";
import { FilePath } from "../../src/common/apps/filePath.ts";
import { problem } from "../../src/common/contracts/problem.ts";
import { Emitter } from "../../src/common/base/event.ts";
import { type AppRouter, appRouter } from "../../src/main/rpc/router.ts";
import type { Watched } from "../../src/common/base/event.ts";
import type { OutputLine } from "../../src/common/contracts/preview.ts";
import type { AppFiles } from "../../src/main/rpc/appFiles.ts";
import type { StudioServices } from "../../src/main/rpc/services.ts";
import type { TRPCLink } from "@trpc/client";

/** A fact whose value a test sets. */
export interface Settable<T> extends Watched<T> {
  set(value: T): void;
}

function settable<T>(value: T): Settable<T> {
  const changes = new Emitter<T>();
  let current = value;
  return {
    get value() {
      return current;
    },
    onChange: changes.on,
    set(next) {
      current = next;
      changes.fire(next);
    },
  };
}

export interface StudioFake {
  /** Reaches the fake through the router that the host serves. */
  readonly link: TRPCLink<AppRouter>;
  readonly settings: Settable<Settings>;
  readonly apps: Settable<{ rev: number; apps: App[] }>;
  readonly edge: Settable<EdgeHealth>;
  readonly jobs: Settable<readonly PackageJob[]>;
  readonly notices: Settable<readonly Notice[]>;
  readonly preview: Settable<PreviewState>;
  readonly sync: Settable<SyncState>;
  readonly account: Settable<AccountStatus>;
  readonly output: Settable<readonly OutputLine[]>;
  readonly layouts: Map<string, string>;
  /** Files of every app. */
  files: readonly string[];
}

export const FAKE_APP = AppId.parse("jwbqqn");

export function fakeApp(change: Partial<App> = {}): App {
  return {
    id: FAKE_APP,
    name: "Harbor Market",
    folder: "/apps/harbor-market",
    starter: "storefront",
    trusted: true,
    open: false,
    folderExists: true,
    createdAt: 1,
    openedAt: 1,
    ...change,
  };
}

export function fakePreview(change: Partial<PreviewState> = {}): PreviewState {
  return {
    appId: FAKE_APP,
    rev: 1,
    status: "ready",
    previewUrl: "http://preview-jwbqqn.localhost:8787/",
    websocketUrl: null,
    deploymentTime: 900,
    servable: true,
    stages: [],
    problem: null,
    saves: [],
    ...change,
  };
}

/** A host in memory behind the real router: inputs and outputs are checked as in the product. */
export function studioFake(): StudioFake {
  const fake = {
    settings: settable(Settings.parse({})),
    apps: settable({ rev: 1, apps: [fakeApp()] }),
    edge: settable<EdgeHealth>({
      rev: 1,
      state: "up",
      port: 8787,
      scripts: 3,
      quarantined: [],
      reason: null,
    }),
    jobs: settable<readonly PackageJob[]>([]),
    notices: settable<readonly Notice[]>([]),
    preview: settable(fakePreview()),
    sync: settable<SyncState>({ appId: FAKE_APP, rev: 1, targets: [] }),
    account: settable<AccountStatus>({
      rev: 1,
      accountId: null,
      domain: null,
      problem: null,
      platform: { state: "missing", stage: null, deployedAt: null, problem: null },
    }),
    output: settable<readonly OutputLine[]>([]),
    layouts: new Map<string, string>(),
    files: ["src/App.tsx", "src/components/Card.tsx", "package.json"],
  };
  const services = servicesOf(fake);
  const link = localLink<AppRouter>({
    router: appRouter,
    createContext: () => Promise.resolve({ services }),
  });
  return Object.assign(fake, { link });
}

/** Nothing that a test of views reaches. */
const NOT_FAKED = {
  worker: notFaked("worker"),
  terminals: notFaked("terminals"),
  textTools: notFaked("textTools"),
  versions: notFaked("versions"),
  imports: notFaked("imports"),
  language: notFaked("language"),
  editorConfig: notFaked("editorConfig"),
  drafts: notFaked("drafts"),
  history: notFaked("history"),
  design: notFaked("design"),
  share: notFaked("share"),
  chats: notFaked("chats"),
  providers: notFaked("providers"),
  recipes: notFaked("recipes"),
} as const;

function servicesOf(fake: Omit<StudioFake, "link">): StudioServices {
  return {
    studio: {
      info: () => ({
        version: "0.1.0",
        shell: "browser",
        platform: "linux",
        node: "v24",
        appsFolder: "/apps",
      }),
      settings: fake.settings,
      setSettings: async (change) => fake.settings.set({ ...fake.settings.value, ...change }),
      layout: (appId) => fake.layouts.get(appId) ?? null,
      setLayout: (appId, layout) => void fake.layouts.set(appId, layout),
      notices: fake.notices,
      openExternal: async () => undefined,
    },
    settings: settingsOf(fake),
    apps: appsOf(fake),
    files: () => filesOf(fake),
    preview: {
      watch: () => fake.preview,
      output: () => fake.output,
      act: async () => undefined,
      locate: async (_appId, places) => places.map(() => null),
    },
    sync: { watch: () => fake.sync },
    accounts: {
      status: fake.account,
      link: async ({ accountId, domain }) =>
        fake.account.set({ ...fake.account.value, accountId, domain }),
      unlink: async () => fake.account.set({ ...fake.account.value, accountId: null }),
      inspect: async () => [{ id: "token", problem: null }],
      deployPlatform: async () => {
        const platform = {
          ...fake.account.value.platform,
          state: "deployed",
          deployedAt: 1,
        } as const;
        fake.account.set({ ...fake.account.value, platform });
      },
    },
    edge: {
      health: fake.edge,
      restart: async () => undefined,
      access: () => ({
        restUrl: "http://127.0.0.1:1/client/v4",
        accountId: "local",
        namespace: "overskill-development-preview",
        adopted: false,
      }),
      token: () => "token",
    },
    packages: {
      jobs: fake.jobs,
      install: async () => ({ jobId: "1" }),
      add: async () => ({ jobId: "1" }),
      remove: async () => ({ jobId: "1" }),
      cancel: async () => undefined,
    },
    search: {
      find: async function* () {
        yield { type: "done", searched: 0, limitReached: false, unread: [], elapsedMs: 0 };
      },
      replace: async () => ({ undoId: null, written: [], refused: [] }),
      undoReplace: async () => ({ undoId: null, written: [], refused: [] }),
    },
    ...NOT_FAKED,
  };
}

/** A service that no test of the window has needed yet: whoever asks it is told so. */
function notFaked<Name extends keyof StudioServices>(name: Name): StudioServices[Name] {
  const refuse = (): never => {
    throw problem("not-found", `The fake host has no ${name}.`);
  };
  // A class with private fields cannot be written as an object.
  return new Proxy({}, { get: () => refuse }) as StudioServices[Name];
}

/** Settings without files: the person's own are the fake's values. */
function settingsOf(fake: Omit<StudioFake, "link">): StudioServices["settings"] {
  const file = { path: "/studio/settings.json", exists: true, issues: [], problem: null };
  const state = () => ({
    user: { ...file, values: fake.settings.value },
    app: null,
    effective: fake.settings.value,
  });
  return {
    watch: () => ({
      get value() {
        return state();
      },
      onChange: (listener) => fake.settings.onChange(() => listener(state())),
    }),
    change: ({ key, value }) =>
      fake.settings.set(Settings.parse({ ...fake.settings.value, [key]: value })),
    watchSnippets: () => settable({ snippets: [], problems: [] }),
    text: () => ({ path: file.path, text: "{}", hash: "1" }),
    writeText: ({ text }) => ({ path: file.path, text, hash: "2" }),
  };
}

function appsOf(fake: Omit<StudioFake, "link">): StudioServices["apps"] {
  const set = (apps: App[]): void => fake.apps.set({ rev: fake.apps.value.rev + 1, apps });
  const change = async (appId: AppId, part: Partial<App>): Promise<App> => {
    const found = fake.apps.value.apps.find((app) => app.id === appId);
    if (found === undefined) throw problem("not-found", "There is no such app.");
    const changed = { ...found, ...part };
    set(fake.apps.value.apps.map((app) => (app.id === appId ? changed : app)));
    return changed;
  };
  return {
    starters: async () => [],
    list: fake.apps,
    create: async ({ name, starter }) => {
      if (fake.apps.value.apps.some((app) => app.name === name)) {
        throw problem("already-exists", `There is an app “${name}” already.`, {
          next: "Choose another name.",
        });
      }
      const app = fakeApp({
        id: AppId.parse(`made2${fake.apps.value.apps.length}`),
        name,
        starter,
      });
      set([app, ...fake.apps.value.apps]);
      return app;
    },
    openFolder: async (folder) => {
      const app = fakeApp({ id: AppId.parse("folder"), name: folder, folder, trusted: false });
      set([app, ...fake.apps.value.apps]);
      return app;
    },
    pickFolder: async () => null,
    listFolders: async (folder) => ({
      folder: folder ?? "/home",
      parent: folder === null ? null : "/home",
      folders: folder === null ? ["projects"] : [],
      looksLikeApp: folder !== null,
    }),
    open: (appId) => change(appId, { open: true }),
    close: async (appId) => void (await change(appId, { open: false })),
    remove: async (appId) => {
      set(fake.apps.value.apps.filter((app) => app.id !== appId));
      return { removalId: `removed ${appId}` };
    },
    undoRemove: async () => {
      set([fakeApp(), ...fake.apps.value.apps]);
      return fakeApp();
    },
    rename: (appId, name) => change(appId, { name }),
    trust: (appId, trusted) => change(appId, { trusted }),
    locate: (appId, folder) => change(appId, { folder, folderExists: true }),
  };
}

function filesOf(fake: Omit<StudioFake, "link">): AppFiles {
  const refuse = async (): Promise<never> => {
    throw problem("not-found", "The fake holds no file bodies.");
  };
  return {
    tree: async () => ({
      seq: 1,
      entries: fake.files.map((path) => ({
        path: FilePath.parse(path),
        kind: "file",
        size: 1,
        ignored: false,
      })),
    }),
    listFolder: async () => [],
    read: refuse,
    facts: refuse,
    readRange: refuse,
    textShape: refuse,
    textRows: refuse,
    findRow: refuse,
    write: refuse,
    createFolder: refuse,
    rename: refuse,
    copy: refuse,
    upload: refuse,
    reveal: refuse,
    remove: refuse,
    restore: refuse,
    onChanges: () => () => undefined,
    changesSince: () => [],
  };
}
