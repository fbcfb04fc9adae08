import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppId } from "../../common/apps/appId.ts";
import { silentLog } from "../../common/base/log.ts";
import { toProblem } from "../../common/contracts/problem.ts";
import { openStudioDb, type StudioDb } from "./studioDb.ts";

const MODULE = fileURLToPath(new URL("./studioDb.ts", import.meta.url));
const LOG_MODULE = fileURLToPath(new URL("../../common/base/log.ts", import.meta.url));
const app = AppId.parse("jwbqqn");

let folder = "";
let clock = 1_000;
const open = (): StudioDb =>
  openStudioDb(path.join(folder, "studio.db"), { now: () => clock++, log: silentLog });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "studio-db-"));
  clock = 1_000;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A second process that opens the database and stays until it is killed. */
async function startHolder(): Promise<{ pid: number; kill: () => Promise<void> }> {
  const script = `
    const { openStudioDb } = await import(${JSON.stringify(MODULE)});
    const { silentLog } = await import(${JSON.stringify(LOG_MODULE)});
    const db = openStudioDb(${JSON.stringify(path.join(folder, "studio.db"))}, { now: Date.now, log: silentLog });
    db.settings.set("from", "child");
    process.stdout.write("open\\n");
    setInterval(() => db, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

describe("opening", () => {
  test("keeps every kind of record for the next opening", () => {
    const record = {
      id: app,
      name: "Tidewater",
      folder: "/apps/tidewater",
      starter: "dashboard",
      trusted: true,
      createdAt: 5,
      openedAt: 6,
    };
    {
      using db = open();
      db.apps.put({ ...record, name: "Old name" });
      db.apps.put(record);
      db.settings.set("studio", '{"theme":"dark"}');
      db.layouts.set(app, "panels");
      db.previews.save(app, {
        uploaded: "abc",
        previewUrl: "http://preview-jwbqqn.localhost:1/",
        websocketUrl: null,
        status: "ready",
        deploymentTime: 812.5,
      });
    }
    using db = open();
    expect({
      apps: db.apps.all(),
      app: db.apps.get(app),
      setting: db.settings.get("studio"),
      layout: db.layouts.get(app),
      preview: db.previews.read(app),
      setAside: db.setAside,
    }).toEqual({
      apps: [record],
      app: record,
      setting: '{"theme":"dark"}',
      layout: "panels",
      preview: {
        uploaded: "abc",
        previewUrl: "http://preview-jwbqqn.localhost:1/",
        websocketUrl: null,
        status: "ready",
        deploymentTime: 812.5,
      },
      setAside: null,
    });
  });

  test("forgets all that is kept by a removed app's id", () => {
    using db = open();
    db.layouts.set(app, "panels");
    db.sync.enqueue(app, ["local"], ["a.ts"], 1);
    db.apps.remove(app);
    expect([db.layouts.get(app), db.sync.pending(app, "local")]).toEqual([undefined, 0]);
  });

  test("refuses a second Studio and names the first one", async () => {
    const holder = await startHolder();
    try {
      let refusal: unknown;
      try {
        open();
      } catch (error) {
        refusal = toProblem(error);
      }
      expect(refusal).toMatchObject({
        code: "locked",
        message: `Another Studio (process ${holder.pid}) is using this data folder.`,
      });
    } finally {
      await holder.kill();
    }
  });

  test("takes over from a Studio that was killed, with what it had written", async () => {
    const holder = await startHolder();
    await holder.kill();
    using db = open();
    expect(db.settings.get("from")).toBe("child");
  });

  test("is not confused by rubbish in the lock file", () => {
    writeFileSync(path.join(folder, "studio.lock"), "x".repeat(5_000));
    using db = open();
    expect(db.apps.all()).toEqual([]);
  });

  test("sets a damaged file aside and says so", () => {
    writeFileSync(path.join(folder, "studio.db"), "this is not a database".repeat(400));
    using db = open();
    expect(db.setAside).toBe(`${path.join(folder, "studio.db")}.damaged-1970-01-01T00-00-01-000Z`);
    expect(db.notices.after(0)).toMatchObject([
      { level: "warning", title: "Studio's database was damaged and has been replaced" },
    ]);
    expect(readdirSync(folder)).toContain("studio.db.damaged-1970-01-01T00-00-01-000Z");
  });

  test("does not touch the database of a newer Studio", () => {
    open()[Symbol.dispose]();
    const file = path.join(folder, "studio.db");
    execFileSync(process.execPath, [
      "-e",
      `new (require("node:sqlite").DatabaseSync)(${JSON.stringify(file)}).exec("pragma user_version = 99")`,
    ]);
    expect(open).toThrow("newer version of Studio");
    expect(readdirSync(folder).filter((name) => name.includes("damaged"))).toEqual([]);
  });
});

describe("the sync queue", () => {
  test("keeps one entry a path, and an old acknowledgement does not cover a newer save", () => {
    using db = open();
    const first = db.sync.enqueue(app, ["local"], ["a.ts", "b.ts"], 10);
    db.sync.enqueue(app, ["local"], ["a.ts"], 20);
    db.sync.acknowledge(app, "local", first);
    expect(db.sync.pendingFiles(app, "local")).toEqual([{ path: "a.ts", seq: 2, savedAt: 20 }]);
  });

  test("numbers go on after the queue was empty and Studio was restarted", () => {
    {
      using db = open();
      const seq = db.sync.enqueue(app, ["local"], ["a.ts"], 10);
      db.sync.acknowledge(app, "local", seq);
    }
    using db = open();
    expect(db.sync.enqueue(app, ["local"], ["b.ts"], 20)).toBe(2);
  });

  test("holds back each target on its own", () => {
    using db = open();
    const seq = db.sync.enqueue(app, ["local", "account"], ["a.ts"], 10);
    db.sync.acknowledge(app, "local", seq);
    expect([db.sync.pending(app, "local"), db.sync.pending(app, "account")]).toEqual([0, 1]);
  });

  test("remembers a target's state", () => {
    using db = open();
    const target = {
      id: "local",
      kind: "local",
      state: "offline",
      reason: "The edge does not answer.",
      rev: 7,
      acknowledgedAt: 99,
    } as const;
    db.sync.saveTarget(app, { ...target, state: "synced" });
    db.sync.saveTarget(app, target);
    expect(db.sync.targets(app)).toEqual([target]);
    db.sync.removeTarget(app, "local");
    expect(db.sync.targets(app)).toEqual([]);
  });
});

describe("the event log", () => {
  test("gives each stream its own numbers without gaps", () => {
    using db = open();
    db.events.append("chat:1", "said", '"hello"');
    db.events.append("chat:2", "said", '"other"');
    const again = db.events.append("chat:1", "said", '"again"');
    expect(again).toMatchObject({ seq: 2, type: "said", body: '"again"' });
    expect(db.events.readFrom("chat:1", 1)).toEqual([again]);
  });

  test("drops what is old, and counts on from where each stream was", () => {
    using db = open();
    for (const word of ["one", "two", "three"]) db.events.append("chat:1", "said", word);
    db.events.append("chat:2", "said", "old");
    db.events.trim(Number.MAX_SAFE_INTEGER);
    expect(db.events.readFrom("chat:1", 0).map(({ seq, body }) => [seq, body])).toEqual([
      [3, "three"],
    ]);
    expect([
      db.events.append("chat:1", "said", "four").seq,
      db.events.append("chat:2", "said", "new").seq,
    ]).toEqual([4, 2]);
  });
});

describe("notices", () => {
  test("shows the newest ones after a number, oldest first", () => {
    using db = open();
    for (const title of ["one", "two", "three"]) {
      db.notices.add({ level: "info", title, body: null, appId: null });
    }
    expect(db.notices.after(0, 2).map((notice) => notice.title)).toEqual(["two", "three"]);
    expect(db.notices.after(2).map((notice) => notice.title)).toEqual(["three"]);
  });
});
