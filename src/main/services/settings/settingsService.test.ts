import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import { Settings } from "../../../common/contracts/studio.ts";
import { type SettingRepository, SettingsService } from "./settingsService.ts";

const APP = AppId.parse("jwbqqn");
const defaults = Settings.parse({});

let base: string;
let stored: Map<string, string>;
let notices: string[];
let open: SettingsService[];

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), "settings-"));
  mkdirSync(path.join(base, "data"));
  mkdirSync(path.join(base, "app"));
  stored = new Map();
  notices = [];
  open = [];
});

afterEach(() => {
  for (const service of open) service[Symbol.dispose]();
  rmSync(base, { recursive: true });
});

const userFile = (): string => path.join(base, "data/settings.json");
const appFile = (): string => path.join(base, "app/.overskill/settings.json");

function start(): SettingsService {
  const repository: SettingRepository = {
    get: (key) => stored.get(key),
    set: (key, value) => void stored.set(key, value),
  };
  const service = new SettingsService({
    repository,
    folder: path.join(base, "data"),
    appFolder: () => path.join(base, "app"),
    notify: ({ title, body }) => notices.push(`${title}: ${body}`),
    log: silentLog,
    pollMs: 20,
  });
  open.push(service);
  return service;
}

function writeApp(text: string): void {
  mkdirSync(path.dirname(appFile()), { recursive: true });
  writeFileSync(appFile(), text);
}

function refused(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return toProblem(error).message;
  }
  return "not refused";
}

test("starts with the defaults and without a file", () => {
  expect(start().value).toEqual(defaults);
  expect(start().watch({ appId: null }).value.user.exists).toBe(false);
});

test("keeps a change for the next start and tells of it", () => {
  const settings = start();
  const themes: string[] = [];
  settings.onChange(({ theme }) => themes.push(theme));
  settings.set({ theme: "dark" });
  settings.set({ keybindings: { "files.save": "mod+s" } });
  settings.set({ tour: { ...defaults.tour, edited: true } });
  expect(themes).toEqual(["dark", "dark", "dark"]);
  expect(start().value).toEqual({
    ...defaults,
    theme: "dark",
    keybindings: { "files.save": "mod+s" },
    tour: { ...defaults.tour, edited: true },
  });
});

test("a change keeps the comments and the formatting of the file", () => {
  writeFileSync(
    userFile(),
    '{\n    // for the projector\n    "editor.fontSize": 20,\n\n    "keybindings": {\n        /* as at home */ "files.save": "f5"\n    }\n}\n',
  );
  const settings = start();
  settings.change({ appId: null, key: "editor.fontSize", value: 14 });
  settings.set({ keybindings: { "files.save": "f5", "view.palette": "f1" } });
  settings.change({ appId: null, key: "theme", value: "light" });
  expect(readFileSync(userFile(), "utf8")).toBe(
    '{\n    // for the projector\n    "editor.fontSize": 14,\n\n    "keybindings": {\n        /* as at home */ "files.save": "f5",\n        "view.palette": "f1"\n    },\n    "theme": "light"\n}\n',
  );
  settings.change({ appId: null, key: "editor.fontSize" });
  expect(readFileSync(userFile(), "utf8")).not.toContain("fontSize");
  expect(settings.value["editor.fontSize"]).toBe(12.5);
});

test("takes what another program writes", async () => {
  const settings = start();
  const sizes: number[] = [];
  settings.onChange((value) => sizes.push(value["editor.fontSize"]));
  writeFileSync(userFile(), '{ "editor.fontSize": 18, }');
  await vi.waitFor(() => expect(sizes).toEqual([18]), { timeout: 5_000 });
});

test("a broken file leaves the last good settings, says so once, and is not written over", async () => {
  const settings = start();
  settings.set({ theme: "dark", "editor.tabSize": 4 });
  const broken = '{\n  "theme": "dark"\n  "editor.tabSize": 8\n}';
  writeFileSync(userFile(), broken);
  await vi.waitFor(() => expect(notices).toHaveLength(1), { timeout: 5_000 });
  expect(notices[0]).toContain("settings.json cannot be read: Line 3");
  expect(settings.value).toMatchObject({ theme: "dark", "editor.tabSize": 4 });
  expect(refused(() => settings.set({ theme: "light" }))).toContain("settings.json is not changed");
  expect(readFileSync(userFile(), "utf8")).toBe(broken);
  const afterRestart = start();
  expect(afterRestart.value["editor.tabSize"]).toBe(4);
  writeFileSync(userFile(), '{ "theme": "light" }');
  await vi.waitFor(() => expect(afterRestart.value.theme).toBe("light"), { timeout: 5_000 });
});

test("a wrong value and an unknown setting cost only themselves, and are named with their line", () => {
  writeFileSync(userFile(), '{\n  "theme": "pink",\n  "editor.tabSize": 3,\n  "no.such": 1\n}');
  const { user, effective } = start().watch({ appId: null }).value;
  expect(effective).toEqual({ ...defaults, "editor.tabSize": 3 });
  expect(user.issues.map(({ key, line }) => [key, line])).toEqual([
    ["theme", 2],
    ["no.such", 4],
  ]);
});

test("refuses what is no setting, and keeps the old one", () => {
  const settings = start();
  settings.set({ theme: "dark" });
  expect(refused(() => settings.change({ appId: null, key: "theme", value: "pink" }))).toContain(
    "theme is not valid",
  );
  expect(refused(() => settings.change({ appId: null, key: "tour", value: {} }))).toBe(
    "There is no setting tour.",
  );
  expect(settings.value.theme).toBe("dark");
});

test("an app's settings hold in it only, and only where they are harmless", () => {
  writeApp('{ "editor.tabSize": 8, "theme": "light", "keybindings": { "files.save": "f1" } }');
  const settings = start();
  settings.set({ "editor.tabSize": 4 });
  expect(settings.of(APP)).toEqual({ ...defaults, "editor.tabSize": 8 });
  expect(settings.value["editor.tabSize"]).toBe(4);
  const issues = settings.watch({ appId: APP }).value.app?.issues.map(({ key }) => key);
  expect(issues).toEqual(["theme", "keybindings"]);
  settings.change({ appId: APP, key: "editor.tabSize" });
  expect(settings.of(APP)["editor.tabSize"]).toBe(4);
  expect(refused(() => settings.change({ appId: APP, key: "theme", value: "dark" }))).toContain(
    "only be set for yourself",
  );
});

test("who watches an app is told of its file and of the person's", async () => {
  const settings = start();
  const sizes: number[] = [];
  const stop = settings
    .watch({ appId: APP })
    .onChange(({ effective }) => sizes.push(effective["editor.tabSize"]));
  settings.set({ "editor.tabSize": 4 });
  settings.change({ appId: APP, key: "editor.tabSize", value: 8 });
  expect(sizes).toEqual([4, 8]);
  stop();
});

test("an app whose settings are a link out of its folder is not read or written", () => {
  writeFileSync(path.join(base, "secret.json"), '{ "editor.tabSize": 8 }');
  mkdirSync(path.dirname(appFile()));
  symlinkSync(path.join(base, "secret.json"), appFile());
  const settings = start();
  expect(settings.of(APP)["editor.tabSize"]).toBe(2);
  expect(refused(() => settings.change({ appId: APP, key: "editor.tabSize", value: 4 }))).toContain(
    "link out of the app's folder",
  );
  expect(refused(() => settings.text({ kind: "settings", appId: APP }))).toContain("link out");
});

test("the person's own file may be a link, and stays one", () => {
  const shared = path.join(base, "dotfiles.json");
  writeFileSync(shared, "{}");
  symlinkSync(shared, userFile());
  start().set({ theme: "dark" });
  expect(JSON.parse(readFileSync(shared, "utf8"))).toEqual({ theme: "dark" });
});

test("a text that changed meanwhile is not written over", () => {
  const settings = start();
  const seen = settings.text({ kind: "settings", appId: null });
  settings.set({ theme: "dark" });
  const write = { kind: "settings", appId: null, text: "{}", expected: seen.hash } as const;
  expect(refused(() => settings.writeText(write))).toBe(
    "settings.json was changed by another program.",
  );
  const { hash } = settings.text({ kind: "settings", appId: null });
  expect(settings.writeText({ ...write, expected: hash }).text).toBe("{}");
  expect(settings.value.theme).toBe("system");
});

test("what an older Studio kept in its records moves into the file, what it understands", () => {
  stored.set("studio", '{"theme":"light","keybindings":{"files.save":"f5"},"old":1}');
  expect(start().value).toEqual({
    ...defaults,
    theme: "light",
    keybindings: { "files.save": "f5" },
  });
  expect(JSON.parse(readFileSync(userFile(), "utf8"))).toEqual({
    theme: "light",
    keybindings: { "files.save": "f5" },
  });
});

test("snippets come from the person, the app and the project's VS Code folder", () => {
  writeFileSync(
    path.join(base, "data/snippets.json"),
    '{ "Log": { "prefix": "log", "body": ["console.log($1);", "$0"], "scope": "typescript, javascript" }, "Bad": { "body": 3 } }',
  );
  mkdirSync(path.join(base, "app/.vscode"));
  writeFileSync(
    path.join(base, "app/.vscode/own.code-snippets"),
    '{ "Page": { "prefix": ["page", "pg"], "body": "<Page>$0</Page>", "description": "A page" } }',
  );
  expect(start().watchSnippets({ appId: APP }).value).toEqual({
    snippets: [
      {
        name: "Log",
        prefixes: ["log"],
        body: "console.log($1);\n$0",
        description: null,
        languages: ["typescript", "javascript"],
      },
      {
        name: "Page",
        prefixes: ["page", "pg"],
        body: "<Page>$0</Page>",
        description: "A page",
        languages: [],
      },
    ],
    problems: [
      {
        code: "invalid-input",
        message: "The snippet “Bad” in snippets.json has no usable prefix or body.",
        next: "Mend it in the settings, under Snippets.",
      },
    ],
  });
});
