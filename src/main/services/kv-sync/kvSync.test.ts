import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import { openStudioDb, type StudioDb } from "../../storage/studioDb.ts";
import { KvSync } from "./kvSync.ts";

const appId = AppId.parse("jwbqqn");
let folder: string;
let db: StudioDb;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "kv-sync-"));
  db = open();
});

afterEach(() => {
  db[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

function open(): StudioDb {
  return openStudioDb(path.join(folder, "studio.db"), { now: () => 1_000, log: silentLog });
}

function target(sync: KvSync): unknown {
  const [first] = sync.watch(appId).value.targets;
  return [first?.state, first?.pending];
}

test("saves wait until the target acknowledged them; a newer save of a file waits again", () => {
  const sync = new KvSync(db.sync, () => 1_000);
  sync.addTarget(appId, "local", "local");
  const first = sync.saved(appId, ["src/App.tsx"]);
  const second = sync.saved(appId, ["src/App.tsx", "src/main.tsx"]);
  expect(target(sync)).toEqual(["pending", 2]);
  sync.acknowledged(appId, "local", first, 1);
  expect(target(sync)).toEqual(["pending", 2]);
  sync.acknowledged(appId, "local", second, 2);
  expect(target(sync)).toEqual(["synced", 0]);
});

test("what waits survives the end of Studio", () => {
  const before = new KvSync(db.sync, () => 1_000);
  before.addTarget(appId, "local", "local");
  before.saved(appId, ["src/App.tsx"]);
  db[Symbol.dispose]();
  db = open();
  const after = new KvSync(db.sync, () => 2_000);
  expect(target(after)).toEqual(["pending", 1]);
  after.acknowledged(appId, "local", after.saved(appId, ["src/b.ts"]), 1);
  expect(target(after)).toEqual(["synced", 0]);
});

test("losing the target is told with its reason, and saves go on waiting", () => {
  const sync = new KvSync(db.sync, () => 1_000);
  sync.addTarget(appId, "local", "local");
  const seen: unknown[] = [];
  const { onChange } = sync.watch(appId);
  onChange(({ targets: [first] }) => seen.push([first?.state, first?.pending, first?.reason]));
  sync.offline(appId, "local", "The edge is restarting.");
  sync.offline(appId, "local", "The edge is restarting.");
  const seq = sync.saved(appId, ["a.ts"]);
  sync.acknowledged(appId, "local", seq, 3);
  expect(seen).toEqual([
    ["offline", 0, "The edge is restarting."],
    ["offline", 1, "The edge is restarting."],
    ["synced", 0, null],
  ]);
});
