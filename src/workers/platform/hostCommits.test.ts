import { afterAll, beforeAll, expect, test, vi } from "vitest";
import WebSocket from "ws";
import { type Commit, encodeCommit } from "../../common/apps/room.ts";
import { type PreviewRooms, startPreviewRooms } from "../../../tools/test/previewRooms.ts";
import { blobOf, commitOf, connectHost, newApp, TestPage } from "../../../tools/test/roomApp.ts";
import { eventually } from "../../../tools/test/eventually.ts";

let rooms: PreviewRooms;

beforeAll(async () => {
  rooms = await startPreviewRooms();
});

afterAll(() => rooms[Symbol.asyncDispose]());

function post(app: string, path: string, body: Uint8Array | string, headers = {}) {
  const authorization = `Bearer ${rooms.key(app)}`;
  return rooms.request(app, path, { method: "POST", body, headers: { authorization, ...headers } });
}

async function refusal(app: string, commit: Partial<Commit>): Promise<unknown> {
  const frame = encodeCommit({ ...commitOf({}), id: 5, epoch: 1, ...commit });
  return JSON.parse((await post(app, "/__studio/commit", frame)).text);
}

test("only who holds the app's key is a host, and no page is", async () => {
  const app = newApp();
  const other = rooms.key("other1");
  const attempts = [
    {},
    { authorization: "Bearer " },
    { authorization: `Bearer ${other}` },
    { authorization: `Bearer ${rooms.key(app).toUpperCase()}` },
    { authorization: rooms.key(app) },
  ];
  for (const path of ["/__studio/host", "/__studio/commit", "/__studio/missing"]) {
    for (const headers of attempts) {
      const { status } = await rooms.request(app, path, { method: "POST", headers });
      expect([path, headers, status]).toEqual([path, headers, 401]);
    }
    const headers = {
      authorization: `Bearer ${rooms.key(app)}`,
      origin: `http://${rooms.host(app)}`,
    };
    expect((await rooms.request(app, path, { method: "POST", headers })).status).toBe(403);
  }
});

test("the newest host serves; the older one is closed and its commits are refused", async () => {
  const app = newApp();
  using first = await connectHost(rooms, app);
  const fenced = vi.fn<() => void>();
  first.connection.onFenced(fenced);
  using second = await connectHost(rooms, app);
  expect([first.welcome.epoch, second.welcome.epoch]).toEqual([1, 2]);
  await eventually(() => expect(fenced).toHaveBeenCalledOnce());

  const late = encodeCommit({ ...commitOf({ "/a.js": "late" }), id: 9, epoch: 1 });
  const refused = JSON.parse((await post(app, "/__studio/commit", late)).text);
  expect(refused).toMatchObject({ type: "refused", id: 9, reason: "fenced" });
  const answer = await second.connection.commit(commitOf({ "/a.js": "new" }));
  expect(answer).toMatchObject({ type: "committed", rev: 1 });
  expect((await rooms.request(app, "/a.js")).text).toBe("new");
});

test("a row whose blob nobody has is refused, by name, and nothing of the commit stays", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  await host.connection.commit(commitOf({ "/a.js": "1" }));
  const absent = blobOf("/b.js", { content: "never sent" });
  const commit = commitOf({ "/a.js": "2" }, { payloads: [{ type: "update", updates: [] }] });
  const row = ["/b.js", absent.hash, 0] as const;
  for (const blobs of [commit.blobs, [...commit.blobs, { ...absent, body: null }]]) {
    const answer = await host.connection.commit({ ...commit, blobs, set: [...commit.set, row] });
    expect(answer).toMatchObject({
      type: "refused",
      reason: "missing-blobs",
      hashes: [absent.hash],
    });
  }
  expect((await rooms.request(app, "/a.js")).text).toBe("1");
  const { text } = await rooms.request(app, "/__studio/health");
  expect(JSON.parse(text)).toMatchObject({ rev: 1 });
});

test("a body that another app has pushed need not be sent again", async () => {
  const [app, other] = [newApp(), newApp()];
  using first = await connectHost(rooms, other);
  await first.connection.commit(commitOf({ "/react.js": "export default 19" }));
  using host = await connectHost(rooms, app);
  const shared = blobOf("/react.js", { content: "export default 19" });
  const own = blobOf("/own.js", { content: "mine alone" });
  expect(await host.connection.missing([shared.hash, own.hash])).toEqual([own.hash]);
  const answer = await host.connection.commit(
    commitOf({}, { blobs: [{ ...shared, body: null }], set: [["/react.js", shared.hash, 0]] }),
  );
  expect(answer.type).toBe("committed");
  expect((await rooms.request(app, "/react.js")).text).toBe("export default 19");
});

test("a frame that is cut or makes no sense is refused and changes nothing", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  await host.connection.commit(commitOf({ "/a.js": "1" }));
  const whole = encodeCommit({ ...commitOf({ "/a.js": "22" }), id: 5, epoch: 1 });
  for (const length of [0, 3, 4, 40, whole.byteLength - 1]) {
    const answer = await post(app, "/__studio/commit", whole.subarray(0, length));
    expect(JSON.parse(answer.text)).toMatchObject({ type: "refused", reason: "malformed" });
  }
  const blob = blobOf("/x.js", { content: "x" });
  const senseless: Partial<Commit>[] = [
    { set: [["no-slash.js", blob.hash, 0]] },
    { set: [["/never-there.js", null, 3]] },
    { set: [["/a.js", "../../secret", 0]] },
    { set: [["/a.js", null, -1]] },
    { blobs: [{ ...blob, contentType: "text/html\r\nset-cookie: a=b" }] },
    { blobs: [{ ...blob, imports: [[5, 2]] }] },
    {
      blobs: [
        {
          ...blob,
          imports: [
            [0, 3],
            [1, 4],
          ],
        },
      ],
    },
    { remove: [7 as unknown as string] },
  ];
  for (const commit of senseless) {
    expect(await refusal(app, commit)).toMatchObject({ id: 5, reason: "malformed" });
  }
  expect((await rooms.request(app, "/a.js")).text).toBe("1");
  expect((await host.connection.commit(commitOf({ "/a.js": "3" }))).type).toBe("committed");
});

test("a host that sends rubbish on its socket is answered, not dropped", async () => {
  const app = newApp();
  const socket = new WebSocket(`ws://127.0.0.1:${rooms.port}/__studio/host`, {
    headers: { host: rooms.host(app), authorization: `Bearer ${rooms.key(app)}` },
  });
  const received: unknown[] = [];
  socket.on("message", (data) => {
    if (data instanceof Buffer) received.push(JSON.parse(data.toString("utf8")));
  });
  await new Promise((resolve) => socket.on("open", resolve));
  socket.send(Buffer.from([255, 255, 255, 255, 0]));
  socket.send(encodeCommit({ ...commitOf({ "/a.js": "1" }), id: 2, epoch: 1 }));
  await eventually(() => expect(received).toHaveLength(3));
  expect(received.slice(1)).toMatchObject([
    { type: "refused", id: 0, reason: "malformed" },
    { type: "committed", id: 2, rev: 1 },
  ]);
  socket.terminate();
});

test("a page that asks too early waits for the host, and all who ask wait together", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  const needs: string[] = [];
  host.connection.onNeed(({ path }) => {
    needs.push(path);
    const isThere = path === "/src/main.ts";
    void host.connection.commit(
      commitOf(isThere ? { [path]: "late but here" } : {}, { answers: [path], complete: false }),
    );
  });
  const [one, two, absent] = await Promise.all(
    ["/src/main.ts?t=1", "/src/main.ts", "/src/none.ts"].map((url) => rooms.request(app, url)),
  );
  expect([one?.text, two?.text, absent?.status]).toEqual(["late but here", "late but here", 404]);
  expect(needs.toSorted()).toEqual(["/src/main.ts", "/src/none.ts"]);
});

test("a navigation that comes too early waits for the page", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  host.connection.onNeed(({ path }) => {
    void host.connection.commit(commitOf({ [path]: "<html>now</html>" }, { complete: false }));
  });
  const headers = { "sec-fetch-mode": "navigate" };
  const { text } = await rooms.request(app, "/deep/link", { headers });
  expect(text).toContain("now</html>");
});

test("what the first host was asked, the next one is asked too", async () => {
  const app = newApp();
  const first = await connectHost(rooms, app);
  const waiting = rooms.request(app, "/a.js");
  await new Promise((resolve) => first.connection.onNeed(resolve));
  first[Symbol.dispose]();
  using second = await connectHost(rooms, app);
  await second.connection.commit(commitOf({ "/a.js": "from the second" }));
  expect((await waiting).text).toBe("from the second");
});

test("an unknown path of a whole manifest is answered at once, without the host", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  const asked = vi.fn<() => void>();
  host.connection.onNeed(asked);
  await host.connection.commit(commitOf({ "/a.js": "1" }, { complete: true }));
  expect((await rooms.request(app, "/b.js")).status).toBe(404);
  expect(asked).not.toHaveBeenCalled();
});

test("a removed row is gone and a moved time is seen, in one revision", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  await host.connection.commit(commitOf({ "/a.js": 'import "/b.js"', "/b.js": "1", "/c.js": "1" }));
  using page = new TestPage(rooms, app);
  await page.opened();
  const answer = await host.connection.commit(
    commitOf({}, { set: [["/b.js", null, 12]], remove: ["/c.js"] }),
  );
  expect(answer).toMatchObject({ rev: 2 });
  expect((await rooms.request(app, "/a.js")).text).toBe('import "/b.js?t=12"');
  expect((await rooms.request(app, "/c.js")).status).toBe(404);
  using again = await connectHost(rooms, app);
  expect(again.welcome).toMatchObject({ rev: 2, pages: 1 });
  expect(again.welcome.manifest.map(([path, , t]) => [path, t])).toEqual([
    ["/a.js", 0],
    ["/b.js", 12],
  ]);
});

test("many commits in flight are taken in order", async () => {
  const app = newApp();
  using host = await connectHost(rooms, app);
  const answers = await Promise.all(
    [...Array(40).keys()].map((n) =>
      host.connection.commit(commitOf({ "/a.js": { content: `v${n}`, t: n } })),
    ),
  );
  expect(answers.map((answer) => answer.type === "committed" && answer.rev)).toEqual(
    [...Array(40).keys()].map((n) => n + 1),
  );
  expect((await rooms.request(app, "/a.js")).text).toBe("v39");
});
