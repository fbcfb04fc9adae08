import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Committed } from "../../common/apps/room.ts";
import { ProblemError } from "../../common/contracts/problem.ts";
import { startPreviewRooms } from "../../../tools/test/previewRooms.ts";
import { commitOf, connectHost, newApp, TestPage } from "../../../tools/test/roomApp.ts";
import { eventually } from "../../../tools/test/eventually.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "room-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** The workerd that this process has started: no other. */
async function workerdPid(): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", [
    "-o",
    "pid=,comm=",
    "--ppid",
    `${process.pid}`,
  ]);
  const line = stdout.split("\n").findLast((entry) => /workerd/.test(entry));
  return Number(/\d+/.exec(line ?? "")?.[0]);
}

test("what was acknowledged is served after the process is gone and back", async () => {
  const app = newApp();
  {
    await using rooms = await startPreviewRooms({ persist: folder });
    using host = await connectHost(rooms, app);
    await host.connection.commit(
      commitOf({ "/a.js": 'import "/b.js"', "/b.js": { content: "1", t: 5 } }),
    );
  }
  await using rooms = await startPreviewRooms({ persist: folder });
  expect((await rooms.request(app, "/a.js")).text).toBe('import "/b.js?t=5"');
  using behind = new TestPage(rooms, app, { rev: 0 });
  await eventually(() => expect(behind.received).toHaveLength(2));
  using host = await connectHost(rooms, app);
  expect(host.welcome).toMatchObject({ epoch: 2, rev: 1 });
});

test("a process killed in mid-commit loses nothing acknowledged and has no row without body", async () => {
  const app = newApp();
  for (let round = 0; round < 4; round++) {
    const acknowledged = await commitUntilKilled(app, round);
    await using rooms = await startPreviewRooms({ persist: folder });
    using host = await connectHost(rooms, app);
    const rows = host.welcome.manifest;
    expect(host.welcome.rev).toBeGreaterThanOrEqual(acknowledged.rev);
    const files = await Promise.all(rows.map(([url]) => rooms.request(app, url)));
    expect(files.map(({ status, text }) => [status, text.length])).toEqual(
      Array(10).fill([200, 2000]),
    );
    // One commit writes all files: a mixture would be half a commit.
    expect(new Set(files.map(({ text }) => text.split("/")[0])).size).toBe(1);
  }
});

/** Commits ten files at a time, as fast as they are taken, and kills workerd in the middle. */
async function commitUntilKilled(app: string, round: number): Promise<Committed> {
  const rooms = await startPreviewRooms({ persist: folder });
  using host = await connectHost(rooms, app);
  let last: Committed = { type: "committed", id: 0, rev: host.welcome.rev, pages: 0 };
  const pid = await workerdPid();
  try {
    for (let n = 0; ; n++) {
      const names = [...Array(10).keys()].map((i) => `/f${i}.js`);
      const content = (name: string) => `${round}:${n}${name}`.padEnd(2000, "x");
      const files = Object.fromEntries(names.map((name) => [name, content(name)]));
      const answer = await host.connection.commit(commitOf(files));
      if (answer.type === "committed") last = answer;
      if (n === round) setTimeout(() => process.kill(pid, "SIGKILL"), round * 9);
    }
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "offline") throw error;
  }
  host.connection[Symbol.dispose]();
  await rooms[Symbol.asyncDispose]();
  return last;
}

test("a room whose storage is lost comes back from its copy", { timeout: 60_000 }, async () => {
  const app = newApp();
  {
    await using rooms = await startPreviewRooms({ persist: folder });
    using host = await connectHost(rooms, app);
    await host.connection.commit(
      commitOf({ "/a.js": 'import "/b.js"', "/b.js": { content: "1", t: 5 } }),
    );
    await host.connection.commit(commitOf({ "/c.js": "3" }));
    expect(await rooms.value(`app_${app}_manifest`)).toBeNull();
    const written = async () => expect(await rooms.value(`app_${app}_manifest`)).not.toBeNull();
    await eventually(written);
  }
  await forgetRooms();
  await using rooms = await startPreviewRooms({ persist: folder });
  expect((await rooms.request(app, "/a.js")).text).toBe('import "/b.js?t=5"');
  expect((await rooms.request(app, "/c.js")).text).toBe("3");
  const { text } = await rooms.request(app, "/__studio/health");
  expect(JSON.parse(text)).toEqual({ ok: true, rev: 2, app });
});

/** Deletes the objects' databases and leaves KV. */
async function forgetRooms(): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const rooms = entries.filter((entry) =>
    /PreviewRoom/.test(path.join(entry.parentPath, entry.name)),
  );
  expect(rooms.length).toBeGreaterThan(0);
  for (const entry of rooms) {
    await rm(path.join(entry.parentPath, entry.name), { recursive: true, force: true });
  }
}

test("a body the store has lost is asked for again and the request still answered", async () => {
  const app = newApp();
  const file = { "/a.js": "precious" };
  {
    await using rooms = await startPreviewRooms({ persist: folder });
    using host = await connectHost(rooms, app);
    await host.connection.commit(commitOf(file));
  }
  await forgetBodies("precious");
  await using rooms = await startPreviewRooms({ persist: folder });
  using host = await connectHost(rooms, app);
  host.connection.onNeed(() => void host.connection.commit(commitOf(file)));
  const { status, text } = await rooms.request(app, "/a.js");
  expect([status, text]).toEqual([200, "precious"]);
});

/** Deletes the files of KV that hold this text. */
async function forgetBodies(text: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if (/kv/.test(file) && (await readFile(file, "utf8")) === text) await rm(file);
  }
}
