// A second local edge plays the Cloudflare account: the same class drives it with the official
// SDK over its v4 API, and the same platform worker holds its rooms. What this cannot prove is the
// real account itself: that its tokens, quotas, custom domain and TLS behave as documented, that
// KV shows a bulk write in time everywhere, and that the platform worker deployed there is this
// one and holds the same room secret.
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import http from "node:http";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import Cloudflare from "cloudflare";
import { WebSocket } from "ws";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NO_WRANGLER } from "../../../common/apps/wranglerConfig.ts";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import { commitOf } from "../../../../tools/test/roomApp.ts";
import { eventually } from "../../../../tools/test/eventually.ts";
import { AccountDoors } from "../../accountDoors.ts";
import { CloudflarePlatform } from "../../cloud/cloudflare/cloudflarePlatform.ts";
import { freePort } from "../../edge/freePort.ts";
import { TestEdge, TOKEN } from "../../edge/testing/testEdge.ts";
import { openStudioDb, type StudioDb } from "../../storage/studioDb.ts";
import { KvSync } from "../kv-sync/kvSync.ts";
import { AccountMirror } from "./accountMirror.ts";
import type { Blob, Commit } from "../../../common/apps/room.ts";
import { ServedManifest } from "./servedManifest.ts";

const APP = AppId.parse("jwbqqn");
const HOST = "preview-jwbqqn.localhost";
const ACCOUNT = "0123456789abcdef0123456789abcdef";
const ROOM_SECRET = "the room secret of the linked account";
const NAMESPACE = "overskill-production-preview";

let previewScript: string;
let folder: string;
let db: StudioDb;
let ledger: KvSync;
let edge: TestEdge;
let mirror: AccountMirror;
let local: ServedManifest;
const bodies = new Map<string, Blob>();

beforeEach(async () => {
  previewScript = await readFile("out/workers/preview.js", "utf8");
  folder = await mkdtemp(path.join(tmpdir(), "account-"));
  db = openStudioDb(path.join(folder, "studio.db"), { now: Date.now, log: silentLog });
  ledger = new KvSync(db.sync, Date.now);
  ledger.addTarget(APP, ACCOUNT, "cloudflare");
  local = new ServedManifest();
  edge = await startAccount();
});

afterEach(async () => {
  mirror[Symbol.dispose]();
  await edge.edge[Symbol.asyncDispose]();
  db[Symbol.dispose]();
  await rm(folder, { recursive: true, force: true });
});

function startAccount(): Promise<TestEdge> {
  return TestEdge.start({
    stateDir: path.join(folder, "edge"),
    accountId: ACCOUNT,
    roomSecret: ROOM_SECRET,
    environment: "production",
    shippedModules: [createHash("sha256").update(previewScript).digest("hex")],
  });
}

/** Links the account as Studio does, with the edge's address in place of Cloudflare's. */
function follow({
  token = TOKEN,
  restUrl = edge.edge.restUrl,
  roomSecret = ROOM_SECRET,
} = {}): void {
  const { publicPort } = edge.edge;
  const doors = new AccountDoors({
    log: silentLog,
    workersDir: "",
    origins: [],
    api: { restUrl, publicPort },
  });
  const account = doors.open({ accountId: ACCOUNT, token, roomSecret });
  mirror = new AccountMirror({
    appId: APP,
    account,
    previewScript,
    local,
    bodies: async (hashes) => hashes.flatMap((hash) => bodies.get(hash) ?? []),
    wantedWorker: async (bundle) => ({
      app: { id: APP, trusted: true },
      bundle,
      settings: { ...NO_WRANGLER, file: null, secrets: {}, migrations: {}, faults: [] },
      secrets: {},
      appOfWorker: async () => null,
    }),
    ledger,
    log: silentLog,
    firstRetryMs: 50,
  });
  void mirror.start();
}

/** A save that the local room acknowledged. */
function save(commit: Omit<Commit, "id" | "epoch">, payloads: readonly unknown[] = []): void {
  for (const blob of commit.blobs) bodies.set(blob.hash, blob);
  local.apply(commit);
  const seq = ledger.saved(
    APP,
    commit.set.map(([file]) => file),
  );
  mirror.changed({ payloads, seq });
}

const target = () => ledger.watch(APP).value.targets[0];

const synced = () =>
  eventually(() => expect(target()).toMatchObject({ state: "synced", pending: 0 }));

const served = async (file: string) => (await edge.visit(HOST, file)).text;

/** What a page that is open on the account hears, without Studio's own tags. */
async function openPage(): Promise<{ readonly heard: unknown[]; close(): void }> {
  const { publicPort } = edge.edge;
  const host = `${HOST}:${publicPort}`;
  const heard: unknown[] = [];
  const socket = new WebSocket(`ws://127.0.0.1:${publicPort}/ws`, "vite-hmr", {
    headers: { host, origin: `http://${host}` },
  });
  socket.on("error", () => undefined);
  socket.on("message", (data: Buffer) => {
    const { studio: _, ...payload } = JSON.parse(data.toString("utf8"));
    heard.push(payload);
  });
  await eventually(() => expect(heard).toEqual([{ type: "connected" }]));
  heard.length = 0;
  return { heard, close: () => socket.terminate() };
}

const update = (file: string, timestamp: number) => ({
  type: "update",
  updates: [{ type: "js-update", path: file, acceptedPath: file, timestamp }],
});

const client = () => new Cloudflare({ apiToken: TOKEN, baseURL: edge.edge.restUrl, maxRetries: 0 });

test("a cold start provisions the script and brings many bodies in one bulk write", async () => {
  const names = Array.from({ length: 60 }, (_, i) => `/src/m${i}.js`);
  const files = Object.fromEntries(names.map((name, i) => [name, `export default ${i};`]));
  follow();
  const bulk = vi.spyOn(Cloudflare.KV.Namespaces.prototype, "bulkUpdate");
  save(commitOf({ ...files, "/index.html": "<p>shop</p>" }));
  await synced();
  expect(bulk.mock.calls.map(([, { body }]) => body.length)).toEqual([61]);
  bulk.mockRestore();
  expect([await served("/src/m7.js"), await served("/src/m59.js")]).toEqual([
    "export default 7;",
    "export default 59;",
  ]);
  const page = await edge.visit(HOST, "/", { headers: { accept: "text/html" } });
  expect(page.text).toContain("<p>shop</p>");
  const { namespaces } = client().workersForPlatforms.dispatch;
  const params = { account_id: ACCOUNT, dispatch_namespace: NAMESPACE };
  const script = await namespaces.scripts.get(APP, params);
  expect(script.script?.tags).toEqual(["app-jwbqqn", "preview"]);
});

test("a save is a hot update on the account, by the room and without the API", async () => {
  follow();
  save(commitOf({ "/a.js": "1", "/b.js": "b" }));
  await synced();
  const page = await openPage();
  const bulk = vi.spyOn(Cloudflare.KV.Namespaces.prototype, "bulkUpdate");
  save(commitOf({ "/a.js": { content: "2", t: 5 } }), [update("/a.js", 5)]);
  await eventually(() => expect(page.heard).toEqual([update("/a.js", 5)]));
  await synced();
  expect({ a: await served("/a.js"), bulk: bulk.mock.calls.length }).toEqual({ a: "2", bulk: 0 });
  bulk.mockRestore();
  page.close();
});

test("the app's own worker answers /api on the account as well", async () => {
  follow();
  const main = 'export default { fetch: () => new Response("from the worker") }';
  const bundle = {
    hash: "1",
    mainModule: "main.js",
    modules: { "main.js": main },
    compatibilityDate: "2026-09-01",
    exports: [],
  };
  mirror.workerBuilt(bundle);
  save(commitOf({ "/a.js": "1" }));
  await synced();
  expect(await served("/api/x")).toBe("from the worker");
  mirror.workerBuilt(null);
  await eventually(async () => expect((await edge.visit(HOST, "/api/x")).status).toBe(404));
});

test("what was saved offline is one difference when the account is back", async () => {
  follow();
  save(commitOf({ "/a.js": "1", "/b.js": "b" }));
  await synced();
  await edge.edge[Symbol.asyncDispose]();
  await eventually(() => expect(target()?.state).toBe("offline"));
  for (let i = 2; i < 6; i++) {
    save(commitOf({ "/a.js": { content: `${i}`, t: i } }), [update("/a.js", i)]);
  }
  save(commitOf({ "/c.js": "c" }, { remove: ["/b.js"] }), [update("/c.js", 9)]);
  expect(target()).toMatchObject({ state: "offline", pending: 2 });

  edge = await startAccount();
  await synced();
  const gone = await edge.visit(HOST, "/b.js");
  expect([await served("/a.js"), await served("/c.js"), gone.status]).toEqual(["5", "c", 404]);
  const health = JSON.parse(await served("/__studio/health"));
  expect(health).toMatchObject({ rev: 2 });
});

test("a page on the account loads anew when it missed what was saved meanwhile", async () => {
  follow();
  save(commitOf({ "/a.js": "1" }));
  await synced();
  const page = await openPage();
  mirror[Symbol.dispose]();
  follow();
  save(commitOf({ "/a.js": { content: "2", t: 2 } }), [update("/a.js", 2)]);
  save(commitOf({ "/a.js": { content: "3", t: 3 } }), [update("/a.js", 3)]);
  await eventually(() => expect(page.heard).toEqual([{ type: "full-reload", path: "*" }]));
  await synced();
  expect(await served("/a.js")).toBe("3");
  page.close();
});

test("bodies that KV does not show yet go to the room itself", async () => {
  const names = Array.from({ length: 50 }, (_, i) => `/m${i}.js`);
  const bulk = vi.spyOn(CloudflarePlatform.prototype, "putValues").mockResolvedValueOnce();
  follow();
  save(commitOf(Object.fromEntries(names.map((name, i) => [name, `${i}`]))));
  await synced();
  expect([bulk.mock.calls.length, await served("/m0.js"), await served("/m49.js")]).toEqual([
    1,
    "0",
    "49",
  ]);
  bulk.mockRestore();
});

test("another room secret is told as what it is", async () => {
  follow({ roomSecret: "the room secret of another platform worker" });
  await eventually(() => expect(target()?.state).toBe("failed"));
  expect(target()?.reason).toBe("The account's preview refused Studio's key.");
});

test("a refused token is told with its reason and not tried again", async () => {
  const attempts = vi.spyOn(CloudflarePlatform.prototype, "prepare");
  follow({ token: "not the token of this account" });
  await eventually(() => expect(target()?.state).toBe("failed"));
  expect(target()?.reason).toMatch(/^Cloudflare refused: .*[Aa]uthentication/);
  await setTimeout(300);
  expect(attempts).toHaveBeenCalledOnce();
  attempts.mockRestore();
});

test("an account that is away is tried again until it answers", async () => {
  const port = await freePort();
  follow({ restUrl: `http://127.0.0.1:${port}/client/v4` });
  await eventually(() => expect(target()?.state).toBe("offline"));
  expect(target()?.reason).toBe("Cloudflare could not be reached.");
  save(commitOf({ "/a.js": "1" }));
  const api = http.createServer((request, response) => {
    const headers = { ...request.headers, host: new URL(edge.edge.restUrl).host };
    const call = http.request(new URL(request.url ?? "/", edge.edge.restUrl), {
      method: request.method,
      headers,
    });
    call.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(call);
  });
  api.listen(port, "127.0.0.1");
  await synced();
  expect(await served("/a.js")).toBe("1");
  api.closeAllConnections();
  api.close();
});
