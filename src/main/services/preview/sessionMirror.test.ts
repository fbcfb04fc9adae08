import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { NO_WRANGLER } from "../../../common/apps/wranglerConfig.ts";
import type { Commit } from "../../../common/apps/room.ts";
import { silentLog } from "../../../common/base/log.ts";
import { eventually } from "../../../../tools/test/eventually.ts";
import { startPreviewRooms } from "../../../../tools/test/previewRooms.ts";
import { commitOf, connectHost } from "../../../../tools/test/roomApp.ts";
import { AccountDoors } from "../../accountDoors.ts";
import { TestEdge, TOKEN } from "../../edge/testing/testEdge.ts";
import { openStudioDb } from "../../storage/studioDb.ts";
import { KvSync } from "../kv-sync/kvSync.ts";
import type { LinkedAccount } from "./ports.ts";
import { RoomPush } from "./roomPush.ts";
import { queueMark } from "./saveMarks.ts";
import { SessionMirror } from "./sessionMirror.ts";

const APP = AppId.parse("jwbqqn");
const ACCOUNT = "0123456789abcdef0123456789abcdef";
const ROOM_SECRET = "the room secret of the linked account";

test("what the local room took is on the account too, until it is unlinked", async () => {
  const previewScript = await readFile("out/workers/preview.js", "utf8");
  const folder = await mkdtemp(path.join(tmpdir(), "mirror-"));
  await using rooms = await startPreviewRooms();
  await using edge = await TestEdge.start({
    accountId: ACCOUNT,
    roomSecret: ROOM_SECRET,
    environment: "production",
    shippedModules: [createHash("sha256").update(previewScript).digest("hex")],
  });
  using db = openStudioDb(path.join(folder, "studio.db"), { now: Date.now, log: silentLog });
  const ledger = new KvSync(db.sync, Date.now);
  const { restUrl, publicPort } = edge.edge;
  const doors = new AccountDoors({
    log: silentLog,
    workersDir: "",
    origins: [],
    api: { restUrl, publicPort },
  });
  let linked: LinkedAccount | null = doors.open({
    accountId: ACCOUNT,
    token: TOKEN,
    roomSecret: ROOM_SECRET,
  });

  ledger.addTarget(APP, "local", "local");
  using host = await connectHost(rooms, APP);
  const { connection: room, welcome } = host;
  const push = new RoomPush({ appId: APP, target: "local", room, ledger });
  push.welcomed(welcome);
  push.onPushed.on(({ commit }) => push.acknowledge(Number(commit.saves[0]?.split("-")[1])));
  let id = 0;
  const save = (commit: Omit<Commit, "id" | "epoch">): void => {
    const files = commit.set.map(([file]) => file);
    const saves = [queueMark(ledger.saved(APP, files))];
    push.push({ ...commit, type: "commit", kind: "update", id: ++id, saves, partial: false });
  };
  using mirror = new SessionMirror({
    appId: APP,
    target: "local",
    room,
    push,
    app: { id: APP, root: folder, starter: null, trusted: true },
    ports: {
      account: async () => linked,
      sync: ledger,
      previewScript,
      worker: {
        settings: async () => ({
          ...NO_WRANGLER,
          file: null,
          secrets: {},
          migrations: {},
          faults: [],
        }),
        appOfWorker: async () => null,
      },
    },
    log: silentLog,
  });
  const targets = () =>
    ledger.watch(APP).value.targets.map((target) => [target.id, target.state, target.pending]);
  const served = async (file: string) => (await edge.visit("preview-jwbqqn.localhost", file)).text;

  save(commitOf({ "/a.js": "1", "/b.js": "b" }));
  await eventually(() => expect(targets()).toEqual([["local", "synced", 0]]));
  mirror.begin();
  const both = [
    [ACCOUNT, "synced", 0],
    ["local", "synced", 0],
  ];
  await eventually(() => expect(targets()).toEqual(both));
  expect([await served("/a.js"), await served("/b.js")]).toEqual(["1", "b"]);

  save(commitOf({ "/a.js": { content: "2", t: 3 } }, { remove: ["/b.js"] }));
  expect(targets()[0]).toEqual([ACCOUNT, "pending", 1]);
  await eventually(() => expect(targets()).toEqual(both));
  const gone = await edge.visit("preview-jwbqqn.localhost", "/b.js");
  expect([await served("/a.js"), gone.status]).toEqual(["2", 404]);

  linked = null;
  mirror.relink();
  await eventually(() => expect(targets()).toEqual([["local", "synced", 0]]));
  save(commitOf({ "/a.js": { content: "3", t: 4 } }));
  await eventually(async () => expect((await rooms.request(APP, "/a.js")).text).toBe("3"));
  expect(await served("/a.js")).toBe("2");
  await rm(folder, { recursive: true, force: true });
});
