import { afterAll, beforeAll, expect, test } from "vitest";
import type { FromPage, Painted } from "../../common/apps/room.ts";
import { type PreviewRooms, startPreviewRooms } from "../../../tools/test/previewRooms.ts";
import { commitOf, connectHost, newApp, TestPage } from "../../../tools/test/roomApp.ts";
import { eventually } from "../../../tools/test/eventually.ts";

let rooms: PreviewRooms;

beforeAll(async () => {
  rooms = await startPreviewRooms();
});

afterAll(() => rooms[Symbol.asyncDispose]());

const CONNECTED = { type: "connected" };
const update = (n: number) => ({ type: "update", updates: [{ path: "/a.js", timestamp: n }] });
const note = (rev: number) => ({ type: "studio:rev", rev });
const tagged = (payload: object, rev: number, left = 0) => ({ ...payload, studio: { rev, left } });

test("a page is told it is connected, then each payload with its revision", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  using page = new TestPage(rooms, app);
  expect(await page.opened()).toBe("vite-hmr");
  const answer = await host.connection.commit(
    commitOf({ "/a.js": "1" }, { payloads: [update(1), { type: "prune", paths: [] }] }),
  );
  expect(answer).toMatchObject({ type: "committed", rev: 1, pages: 1 });
  await host.connection.commit(commitOf({ "/b.js": "1" }));
  const prune = { type: "prune", paths: [] };
  const expected = [CONNECTED, tagged(update(1), 1, 1), tagged(prune, 1), note(2)];
  await eventually(() => expect(page.received).toEqual(expected));
});

test("a page that missed revisions gets them, one that has them gets nothing", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  for (const n of [1, 2, 3]) {
    await host.connection.commit(
      commitOf({ "/a.js": { content: String(n), t: n } }, { payloads: [update(n)] }),
    );
  }
  using behind = new TestPage(rooms, app, { rev: 1 });
  using current = new TestPage(rooms, app, { rev: 3 });
  const replayed = [CONNECTED, tagged(update(2), 2), tagged(update(3), 3)];
  await eventually(() => expect(behind.received).toEqual(replayed));
  await eventually(() => expect(current.received).toEqual([CONNECTED]));
});

test("a page the journal does not reach, or from another time, reloads once", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  for (let n = 1; n <= 52; n++) {
    await host.connection.commit(commitOf({ "/a.js": { content: "x", t: n } }));
  }
  using old = new TestPage(rooms, app, { rev: 1 });
  using foreign = new TestPage(rooms, app, { rev: 900 });
  using reached = new TestPage(rooms, app, { rev: 2 });
  const reload = [CONNECTED, tagged({ type: "full-reload", path: "*" }, 52)];
  await eventually(() => expect(old.received).toEqual(reload));
  await eventually(() => expect(foreign.received).toEqual(reload));
  await eventually(() => expect(reached.received).toHaveLength(51));
});

test("a page that comes while the app is broken sees the error until it is mended", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  const error = { type: "error", err: { message: "Unexpected token", stack: "" } };
  await host.connection.commit(commitOf({ "/a.js": "1" }));
  await host.connection.commit(commitOf({}, { payloads: [error] }));
  using broken = new TestPage(rooms, app, { rev: 2 });
  await eventually(() => expect(broken.received).toEqual([CONNECTED, error]));
  await host.connection.commit(commitOf({ "/a.js": "2" }, { payloads: [update(5)] }));
  using mended = new TestPage(rooms, app, { rev: 3 });
  await eventually(() => expect(mended.received).toEqual([CONNECTED]));
});

test("only the preview's own pages may listen", async () => {
  const app = newApp();
  const origins = [
    "http://evil.example",
    "null",
    `http://preview-other1.localhost:${rooms.port}`,
    `http://${rooms.host(app)}.evil.example`,
    `http://preview-${app}.localhost:1`,
  ];
  for (const origin of origins) {
    using page = new TestPage(rooms, app, { origin });
    expect([origin, await page.opened()]).toEqual([origin, 403]);
  }
});

test("Vite's restart probe is answered in its protocol, others are refused", async () => {
  const app = newApp();
  using probe = new TestPage(rooms, app, { protocol: "vite-ping" });
  expect(await probe.opened()).toBe("vite-ping");
  using stranger = new TestPage(rooms, app, { protocol: "chat" });
  expect(await stranger.opened()).toBe(400);
});

test("what pages say reaches the host, what makes no sense does not", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  const heard: (FromPage | Painted)[] = [];
  host.connection.onFromPage((message) => heard.push(message));
  host.connection.onPainted((message) => heard.push(message));
  using page = new TestPage(rooms, app);
  await page.opened();
  page.socket.send('{"type":"custom","event":"vite:invalidate","data":{"path":"/a.js"}}');
  page.socket.send("{not json");
  page.socket.send('{"type":"studio:painted","rev":"1"}');
  page.socket.send('{"type":"welcome","epoch":99}');
  page.socket.send('{"type":"studio:painted","rev":4}');
  await eventually(() => {
    expect(heard).toEqual([
      { type: "from-page", event: "vite:invalidate", data: { path: "/a.js" } },
      { type: "painted", rev: 4 },
    ]);
  });
});

test("a page that floods or sends what is too large is closed, the others stay", async () => {
  const app = newApp();
  using bystander = new TestPage(rooms, app);
  using large = new TestPage(rooms, app);
  using flood = new TestPage(rooms, app);
  using binary = new TestPage(rooms, app);
  await Promise.all([bystander, large, flood, binary].map((page) => page.opened()));
  large.socket.send(`{"type":"custom","event":"${"x".repeat(64 * 1024)}"}`);
  binary.socket.send(Buffer.from([1, 2, 3]));
  for (let n = 0; n < 2000; n++) flood.socket.send('{"type":"custom","event":"x"}');
  await eventually(() => {
    expect([large.closeCode, binary.closeCode, flood.closeCode]).toEqual([1009, 1009, 1008]);
  });
  expect(bystander.closeCode).toBeUndefined();
});

test("the host learns how many pages there are", async () => {
  const app = newApp();
  using first = new TestPage(rooms, app);
  await first.opened();
  using host = await connectHost(rooms, app);
  expect(host.welcome.pages).toBe(1);
  const counts: number[] = [];
  host.connection.onPages(({ pages }) => counts.push(pages));
  const more = [new TestPage(rooms, app), new TestPage(rooms, app)];
  await eventually(() => expect(counts.at(-1)).toBe(3));
  for (const page of more) page.socket.close();
  await eventually(() => expect(counts.at(-1)).toBe(1));
});

test("sockets sleep with their room and wake with it", { timeout: 40_000 }, async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  await host.connection.commit(commitOf({ "/a.js": "1" }));
  using page = new TestPage(rooms, app);
  await page.opened();
  // workerd lets an object sleep ten seconds after the last event.
  await new Promise((resolve) => setTimeout(resolve, 14_000));
  const answer = await host.connection.commit(
    commitOf({ "/a.js": { content: "2", t: 2 } }, { payloads: [update(2)] }),
  );
  expect(answer).toMatchObject({ type: "committed", rev: 2, pages: 1 });
  await eventually(() => expect(page.received.at(-1)).toEqual(tagged(update(2), 2)));
});
