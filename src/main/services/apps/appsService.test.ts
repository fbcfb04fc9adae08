import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import { openStudioDb, type StudioDb } from "../../storage/studioDb.ts";
import { AppsService } from "./appsService.ts";
import { folderName } from "./folderName.ts";

let home = "";
let clock = 1_000;
let db: StudioDb;
let apps: AppsService;

const at = (...names: string[]): string => path.join(home, ...names);
const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => toProblem(error).code,
  );

function start(): AppsService {
  return new AppsService({
    repository: db.apps,
    startersFolder: at("starters"),
    appsFolder: at("apps"),
    removedFolder: at("data", "removed"),
    now: () => clock++,
    log: silentLog,
  });
}

function put(file: string, text = ""): void {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}

beforeEach(async () => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), "apps-")));
  clock = 1_000;
  put(
    "starters/shop/starter.json",
    '{"id":"shop","title":"Shop","tagline":"t","description":"d","files":4,"order":2,"accent":"#fff"}',
  );
  put("starters/shop/thumbnail.png", "picture");
  put("starters/shop/app/package.json", '{"name":"shop","private":true}');
  put(
    "starters/shop/app/package-lock.json",
    '{"name":"shop","lockfileVersion":3,"packages":{"":{"name":"shop"}}}',
  );
  put("starters/shop/app/src/main.tsx", "main");
  put("starters/shop/app/.gitignore", "dist\n");
  put("starters/shop/app/node_modules/left-over/index.js", "no");
  put(
    "starters/blank/starter.json",
    '{"id":"blank","title":"Blank","tagline":"t","description":"d","files":1,"order":1,"accent":"#fff"}',
  );
  put("starters/blank/thumbnail.png", "picture");
  put("starters/blank/app/index.html", "<html>");
  db = openStudioDb(at("data", "studio.db"), { now: () => clock++, log: silentLog });
  apps = start();
  await apps.start();
});
afterEach(async () => {
  await apps[Symbol.asyncDispose]();
  db[Symbol.dispose]();
  rmSync(home, { recursive: true, force: true });
});

describe("starters", () => {
  test("are listed in their order with their picture", async () => {
    expect(await apps.starters()).toMatchObject([
      { id: "blank", thumbnail: `data:image/png;base64,${btoa("picture")}` },
      { id: "shop", title: "Shop", files: 4 },
    ]);
  });

  test("give out single files, and nothing outside", async () => {
    expect(await apps.starterFile("shop", "src/main.tsx")).toBe("main");
    expect(await apps.starterFile("shop", "../starter.json")).toBeNull();
    expect(await apps.starterFile("../starters/shop", "src/main.tsx")).toBeNull();
  });
});

describe("creating", () => {
  test("copies the starter into a folder named like the app", async () => {
    const app = await apps.create({ starter: "shop", name: "Café Größe!" });
    expect(app).toEqual({
      id: app.id,
      name: "Café Größe!",
      folder: at("apps/cafe-gro-e"),
      starter: "shop",
      trusted: true,
      open: false,
      folderExists: true,
      createdAt: app.createdAt,
      openedAt: app.openedAt,
    });
    expect(readdirSync(app.folder).toSorted()).toEqual([
      ".gitignore",
      ".overskill",
      "package-lock.json",
      "package.json",
      "src",
    ]);
    expect(JSON.parse(readFileSync(path.join(app.folder, ".overskill/app.json"), "utf8"))).toEqual({
      id: app.id,
      name: "Café Größe!",
      starter: "shop",
      createdAt: app.createdAt,
    });
    const lock = readFileSync(path.join(app.folder, "package-lock.json"), "utf8");
    expect(JSON.parse(lock)).toEqual({
      name: "cafe-gro-e",
      lockfileVersion: 3,
      packages: { "": { name: "cafe-gro-e" } },
    });
    expect(apps.list.value.apps).toEqual([app]);
  });

  test("gives apps of one name folders of their own, also at the same time", async () => {
    const made = await Promise.all(
      [1, 2, 3].map(() => apps.create({ starter: "blank", name: "Shop" })),
    );
    expect(made.map((app) => path.basename(app.folder)).toSorted()).toEqual([
      "shop",
      "shop-2",
      "shop-3",
    ]);
    expect(readdirSync(at("apps")).toSorted()).toEqual(["shop", "shop-2", "shop-3"]);
  });

  test("leaves nothing behind when it fails or is cancelled", async () => {
    symlinkSync("nowhere", at("starters/shop/app/broken"));
    expect(await codeOf(apps.create({ starter: "shop", name: "Shop" }))).toBe("folder-missing");
    const cancelled = AbortSignal.abort();
    const input = { starter: "blank", name: "Shop" };
    expect(await codeOf(apps.create(input, cancelled))).toBe("cancelled");
    expect(await codeOf(apps.create({ starter: "none", name: "Shop" }))).toBe("not-found");
    expect(readdirSync(at("apps"))).toEqual([]);
    expect(apps.list.value.apps).toEqual([]);
  });

  test("leaves nothing behind on a full disk", async (context) => {
    const small = at("small");
    mkdirSync(small);
    put("starters/shop/app/big.bin", "x".repeat(2 * 1024 * 1024));
    const mount = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", small]);
    if (mount.status !== 0) return context.skip("mounting a small disk needs root");
    try {
      const input = { starter: "shop", name: "Shop", parentFolder: small };
      expect(await codeOf(apps.create(input))).toBe("disk-full");
      expect([readdirSync(small), apps.list.value.apps]).toEqual([[], []]);
    } finally {
      spawnSync("umount", [small]);
    }
  });

  test("refuses a place that is not named from the root", async () => {
    const input = { starter: "blank", name: "Shop", parentFolder: "relative" };
    expect(await codeOf(apps.create(input))).toBe("invalid-input");
  });

  test.each([
    ["  My  Shop ", "my-shop"],
    ["CON", "app-con"],
    ["com1.backup", "app-com1.backup"],
    ["🎉", "app"],
    ["../../etc", "etc"],
    ["a/b\\c:d", "a-b-c-d"],
    ["ends with dots...", "ends-with-dots"],
    ["x".repeat(80), "x".repeat(48)],
  ])("names the folder of %j safely", (name, folder) => {
    expect(folderName(name)).toBe(folder);
  });
});

describe("opening a folder", () => {
  test("is the same app each time, is not trusted, and writes nothing", async () => {
    put("work/site/index.html", "<html>");
    symlinkSync(at("work/site"), at("work/alias"));
    const first = await apps.openFolder(at("work/site"));
    const again = await apps.openFolder(at("work/alias"));
    expect(again.id).toBe(first.id);
    expect(first).toMatchObject({ name: "site", starter: null, trusted: false });
    expect(readdirSync(at("work/site"))).toEqual(["index.html"]);
  });

  test("does not believe what the folder says of itself", async () => {
    put(
      "work/evil/.overskill/app.json",
      '{"id":"aaaaaa","name":"Nice app","starter":"shop","createdAt":1}',
    );
    const app = await apps.openFolder(at("work/evil"));
    expect(app).toMatchObject({ name: "Nice app", starter: null, trusted: false });
    expect(await codeOf(apps.remove(app.id, { deleteFiles: true }))).toBe("protected");
    expect(existsSync(at("work/evil"))).toBe(true);
  });

  test("says what is wrong with what is no folder", async () => {
    put("work/file.txt");
    expect(await codeOf(apps.openFolder(at("nowhere")))).toBe("folder-missing");
    expect(await codeOf(apps.openFolder(at("work/file.txt")))).toBe("folder-missing");
    expect(await codeOf(apps.openFolder("work"))).toBe("invalid-input");
  });
});

describe("an app", () => {
  test("opened last comes first", async () => {
    const first = await apps.create({ starter: "blank", name: "First" });
    const second = await apps.create({ starter: "blank", name: "Second" });
    const seen: string[][] = [];
    apps.list.onChange(({ apps: all }) => seen.push(all.map(({ name }) => name)));
    expect((await apps.open(first.id)).open).toBe(true);
    expect(apps.list.value.apps.map((app) => [app.name, app.open])).toEqual([
      ["First", true],
      ["Second", false],
    ]);
    await apps.close(first.id);
    expect(apps.list.value.apps.map((app) => app.open)).toEqual([false, false]);
    expect(seen).toEqual([
      ["First", "Second"],
      ["First", "Second"],
    ]);
    expect(await codeOf(apps.open(AppId.parse("zzzzzz")))).toBe("not-found");
    expect(second.open).toBe(false);
  });

  test("keeps its files when removed from the list, or has them put away to be brought back", async () => {
    const kept = await apps.create({ starter: "blank", name: "Kept" });
    expect(await apps.remove(kept.id, { deleteFiles: false })).toEqual({ removalId: null });
    expect(existsSync(kept.folder)).toBe(true);

    const gone = await apps.create({ starter: "blank", name: "Gone" });
    const { removalId } = await apps.remove(gone.id, { deleteFiles: true });
    expect([existsSync(gone.folder), apps.list.value.apps]).toEqual([false, []]);
    expect(await apps.undoRemove(removalId ?? "")).toEqual(gone);
    expect(readFileSync(path.join(gone.folder, "index.html"), "utf8")).toBe("<html>");
    expect(await codeOf(apps.undoRemove(removalId ?? ""))).toBe("not-found");
    expect(await codeOf(apps.undoRemove("../../x"))).toBe("not-found");
  });

  test("is renamed without moving its folder", async () => {
    const app = await apps.create({ starter: "blank", name: "Old" });
    expect(await apps.rename(app.id, "New")).toEqual({ ...app, name: "New" });
    expect(readFileSync(path.join(app.folder, ".overskill/app.json"), "utf8")).toContain('"New"');
  });

  test("whose folder was moved is found again where the person says", async () => {
    const app = await apps.create({ starter: "blank", name: "Shop" });
    renameSync(app.folder, at("moved"));
    expect(await codeOf(apps.open(app.id))).toBe("folder-missing");
    expect(apps.get(app.id).folderExists).toBe(false);
    expect(await apps.locate(app.id, at("moved"))).toMatchObject({
      folder: at("moved"),
      folderExists: true,
      trusted: true,
    });
  });

  test("loses its trust in a folder that is not provably its own", async () => {
    const app = await apps.create({ starter: "blank", name: "Shop" });
    const other = await apps.create({ starter: "blank", name: "Other" });
    put("work/site/index.html");
    expect(await codeOf(apps.locate(app.id, other.folder))).toBe("already-exists");
    expect((await apps.locate(app.id, at("work/site"))).trusted).toBe(false);
    expect((await apps.trust(app.id, true)).trusted).toBe(true);
  });

  test("whose folder is deleted while Studio runs says so", async () => {
    const app = await apps.create({ starter: "blank", name: "Shop" });
    const gone = new Promise<boolean>((resolve) => {
      apps.list.onChange(({ apps: all }) => {
        if (all[0]?.folderExists === false) resolve(true);
      });
    });
    rmSync(app.folder, { recursive: true });
    expect(await gone).toBe(true);
  });

  test("is found again, without trust, after the database was lost", async () => {
    const app = await apps.create({ starter: "shop", name: "Shop" });
    await apps[Symbol.asyncDispose]();
    db[Symbol.dispose]();
    writeFileSync(at("data", "studio.db"), "rubbish".repeat(1_000));
    db = openStudioDb(at("data", "studio.db"), { now: () => clock++, log: silentLog });
    apps = start();
    await apps.start();
    expect(apps.list.value.apps).toMatchObject([
      { id: app.id, name: "Shop", folder: app.folder, starter: "shop", trusted: false },
    ]);
  });
});

describe("choosing a folder", () => {
  test("shows folders and whether this one looks like an app", async () => {
    put("work/site/index.html");
    mkdirSync(at("work/.hidden"));
    expect(await apps.listFolders(at("work"))).toEqual({
      folder: at("work"),
      parent: home,
      folders: ["site"],
      looksLikeApp: false,
    });
    expect((await apps.listFolders(at("work/site"))).looksLikeApp).toBe(true);
    expect((await apps.listFolders("/")).parent).toBeNull();
    expect(await codeOf(apps.listFolders(at("nowhere")))).toBe("folder-missing");
  });

  test.skipIf(process.getuid?.() === 0)("says when the system refuses", async () => {
    mkdirSync(at("private"));
    chmodSync(at("private"), 0);
    expect(await codeOf(apps.listFolders(at("private")))).toBe("no-permission");
  });
});
