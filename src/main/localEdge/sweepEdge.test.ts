import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { commitOf } from "../../../tools/test/roomApp.ts";
import { AppId } from "../../common/apps/appId.ts";
import { filesNamespace } from "../../common/apps/names.ts";
import type { Commit } from "../../common/apps/room.ts";
import { AccountDoors } from "../accountDoors.ts";
import { silentLog } from "../../common/base/log.ts";
import { EdgeApi } from "../edge/edgeApi.ts";
import { ACCOUNT, TestEdge, TOKEN } from "../edge/testing/testEdge.ts";
import { provisionScript } from "../services/preview/provisionScript.ts";

const KEPT = AppId.parse("aaaaaa");
const GONE = AppId.parse("bbbbbb");
const ROOM_SECRET = "the room secret of this test run";

test("bodies that no preview names are deleted, those that two share are not", async () => {
  const source = await readFile("out/workers/preview.js", "utf8");
  await using edge = await TestEdge.start({
    roomSecret: ROOM_SECRET,
    environment: "production",
    shippedModules: [createHash("sha256").update(source).digest("hex")],
  });
  const { restUrl, publicPort } = edge.edge;
  const doors = new AccountDoors({
    workersDir: "out/workers",
    origins: [],
    log: silentLog,
    api: { restUrl, publicPort },
  });
  const account = doors.open({
    accountId: "local",
    token: TOKEN,
    roomSecret: ROOM_SECRET,
  });
  const push = async (app: AppId, commit: Omit<Commit, "id" | "epoch">): Promise<void> => {
    await provisionScript(
      account.platform,
      { id: app, uploaded: null },
      source,
      AbortSignal.timeout(9_000),
    );
    using room = account.openRoom(account.platform, app);
    const welcomed = new Promise((resolve) => {
      room.onWelcome(resolve);
    });
    room.connect();
    await welcomed;
    expect(await room.commit(commit)).toMatchObject({ type: "committed" });
  };
  const served = async (app: AppId, file: string) => {
    const { status, text } = await edge.visit(`preview-${app}.localhost`, file);
    return status === 200 ? text : status;
  };
  await push(KEPT, commitOf({ "/shared.js": "of both", "/own.js": "kept" }));
  await push(GONE, commitOf({ "/shared.js": "of both", "/own.js": "gone" }));
  const namespaces = await edge.client.kv.namespaces.list(ACCOUNT);
  const title = filesNamespace("production", "preview");
  const files = namespaces.result.find((namespace) => namespace.title === title);
  const bodies = async (): Promise<number> => {
    const page = await edge.client.kv.namespaces.keys.list(files?.id ?? "", {
      ...ACCOUNT,
      prefix: "b/",
    });
    return page.result.length;
  };
  const api = new EdgeApi(restUrl, TOKEN);

  expect(await bodies()).toBe(3);
  expect(await api.collectBlobs([KEPT])).toBe(0);
  await vi.waitFor(async () => expect(await api.collectBlobs([KEPT], 0)).toBe(1), {
    timeout: 5_000,
    interval: 300,
  });
  expect(await bodies()).toBe(2);
  expect([await served(KEPT, "/shared.js"), await served(KEPT, "/own.js")]).toEqual([
    "of both",
    "kept",
  ]);
});
