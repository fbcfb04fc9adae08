import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import type { Blob, Welcome } from "../../../../common/apps/room.ts";
import { silentLog } from "../../../../common/base/log.ts";
import { startPreviewRooms } from "../../../../../tools/test/previewRooms.ts";
import { commitOf, connectHost, newApp, TestPage } from "../../../../../tools/test/roomApp.ts";
import { commitParts } from "./commitParts.ts";
import { type RoomClosed, RoomConnection } from "./roomConnection.ts";
import { eventually } from "../../../../../tools/test/eventually.ts";

function blob(size: number): Blob {
  const body = new Uint8Array(randomBytes(size));
  const hash = createHash("sha256").update(body).digest("hex");
  return { hash, contentType: "application/octet-stream", imports: [], body };
}

const nothing = commitOf({});
const empty = new Uint8Array();

test("a large commit goes in parts, and the page sees it as one", { timeout: 60_000 }, async () => {
  await using rooms = await startPreviewRooms();
  const app = newApp();
  using host = await connectHost(rooms, app);
  using page = new TestPage(rooms, app);
  await page.opened();
  const blobs = [blob(15e6), blob(15e6), blob(100), ...Array.from({ length: 600 }, () => blob(40))];
  const set = blobs.map(({ hash }, i) => [`/f${i}`, hash, 0] as const);
  const payloads = [{ type: "full-reload" }];
  const answer = await host.connection.commit({ ...nothing, blobs, set, payloads });
  expect(answer).toMatchObject({ type: "committed", rev: 1, pages: 1 });
  await eventually(() => {
    expect(page.received).toEqual([
      { type: "connected" },
      { type: "full-reload", studio: { rev: 1, left: 0 } },
    ]);
  });
  for (const i of [0, 1, 2, 602]) {
    const { body } = await rooms.request(app, `/f${i}`);
    expect(body.equals(Buffer.from(blobs[i]?.body ?? []))).toBe(true);
  }
});

test("no part is larger than a request may be, and the rows come with the last", () => {
  const blobs = [blob(20e6), blob(10e6), blob(5e6)];
  const parts = commitParts({ ...nothing, blobs, set: [["/a", "x", 0]] });
  const sizes = parts.map((part) => part.blobs.map(({ body }) => body?.byteLength));
  expect(sizes).toEqual([[20e6], [10e6, 5e6]]);
  expect(parts.map(({ set }) => set.length)).toEqual([0, 1]);
});

test("a file larger than a preview can serve is refused, by name", async () => {
  await using rooms = await startPreviewRooms();
  using host = await connectHost(rooms, newApp());
  const huge = { ...blob(10), body: new Uint8Array(26e6) };
  const answer = await host.connection.commit({ ...nothing, blobs: [huge] });
  expect(answer).toMatchObject({ type: "refused", reason: "storage", hashes: [huge.hash] });
});

test("bodies come back as they were pushed, however many, and only of this room", async () => {
  await using rooms = await startPreviewRooms();
  const app = newApp();
  using host = await connectHost(rooms, app);
  using other = await connectHost(rooms, newApp());
  const strange = blob(10);
  await other.connection.commit({ ...nothing, blobs: [strange] });
  const large = [blob(9e6), blob(9e6)];
  const many = Array.from({ length: 1_000 }, () => blob(20));
  const script: Blob = { ...blob(30), contentType: "text/javascript", imports: [[3, 9]] };
  const all = [...large, script, ...many];
  await host.connection.commit({ ...nothing, blobs: all });
  const asked = [strange.hash, "not-there-at-all-0", ...all.map(({ hash }) => hash)];
  const found = await host.connection.bodies(asked);
  const byHash = new Map(found.map((entry) => [entry.hash, entry]));
  expect([found.length, byHash.size]).toEqual([all.length, all.length]);
  const same = all.filter(({ hash, body, ...rest }) => {
    const back = byHash.get(hash);
    return (
      Buffer.compare(back?.body ?? empty, body ?? empty) === 0 &&
      back?.contentType === rest.contentType
    );
  });
  expect(same).toHaveLength(all.length);
  expect(byHash.get(script.hash)?.imports).toEqual([[3, 9]]);
});

test("bodies are for who has the room's key", async () => {
  await using rooms = await startPreviewRooms();
  const app = newApp();
  const ask = (authorization: string, body: string) =>
    rooms.request(app, "/__studio/bodies", { method: "POST", headers: { authorization }, body });
  const key = `Bearer ${rooms.key(app)}`;
  const tooMany = JSON.stringify(Array.from({ length: 901 }, () => "x"));
  const answers = [
    await ask(`Bearer ${rooms.key(newApp())}`, "[]"),
    await ask(key, tooMany),
    await ask(key, "{}"),
    await ask(key, "[]"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([401, 400, 400, 200]);
});

test("it comes back by itself after the room was gone, and tells both", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "connection-"));
  const app = newApp();
  const before = await startPreviewRooms({ persist: folder });
  using host = await connectHost(before, app);
  const closed: RoomClosed[] = [];
  const welcomes: Welcome[] = [];
  host.connection.onClosed((event) => closed.push(event));
  host.connection.onWelcome((welcome) => welcomes.push(welcome));
  await host.connection.commit(commitOf({ "/a.js": "1" }));
  await before[Symbol.asyncDispose]();
  await eventually(() => expect(closed.length).toBeGreaterThan(1));
  await expect(host.connection.commit(nothing)).rejects.toMatchObject({
    problem: { code: "offline" },
  });
  await expect(host.connection.missing(["x"])).rejects.toMatchObject({
    problem: { code: "offline" },
  });

  await using rooms = await startPreviewRooms({ persist: folder, port: before.port });
  await eventually(() => expect(welcomes).toHaveLength(1));
  expect(welcomes[0]).toMatchObject({ epoch: 2, rev: 1 });
  const answer = await host.connection.commit(commitOf({ "/b.js": "2" }));
  expect(answer).toMatchObject({ type: "committed", rev: 2 });
  expect((await rooms.request(app, "/b.js")).text).toBe("2");
  await rm(folder, { recursive: true, force: true });
});

test("a fenced host stays away until it is told to take the app back", async () => {
  await using rooms = await startPreviewRooms();
  const app = newApp();
  using first = await connectHost(rooms, app);
  const fenced = vi.fn<() => void>();
  first.connection.onFenced(fenced);
  using second = await connectHost(rooms, app);
  await eventually(() => expect(fenced).toHaveBeenCalledOnce());
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect([first.connection.isOpen, second.connection.isOpen]).toEqual([false, true]);
  const welcome = new Promise<Welcome>((resolve) => first.connection.onWelcome(resolve));
  first.connection.connect();
  expect((await welcome).epoch).toBe(3);
});

test("a wrong key is reported with the room's word, and tried again", async () => {
  await using rooms = await startPreviewRooms();
  using connection = new RoomConnection({
    address: { host: "127.0.0.1", port: rooms.port, tls: false },
    hostHeader: rooms.host("abcdef"),
    key: "0".repeat(64),
    log: silentLog,
  });
  const closed: RoomClosed[] = [];
  connection.onClosed((event) => closed.push(event));
  connection.connect();
  await eventually(() => expect(closed.length).toBeGreaterThan(1));
  expect(closed[0]?.reason).toContain("401");
});
