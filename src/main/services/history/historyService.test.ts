import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import { openStudioDb, type StudioDb } from "../../storage/studioDb.ts";
import { filePath, until, WorkspaceFixture } from "../workspace/workspaceFixture.ts";
import { HistoryBodies } from "./historyBodies.ts";
import { type HistoryOptions, HistoryService } from "./historyService.ts";

const app = AppId.parse("jwbqqn");
const FILE = filePath("src/App.tsx");

let folder = "";
let db: StudioDb;
let fixture: WorkspaceFixture;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "history-"));
  db = openStudioDb(path.join(folder, "studio.db"), { now: Date.now, log: silentLog });
  fixture = new WorkspaceFixture();
});

afterEach(async () => {
  await fixture[Symbol.asyncDispose]();
  db[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

function make(options: Partial<HistoryOptions> = {}): HistoryService {
  return new HistoryService({
    repository: db.history,
    bodies: new HistoryBodies(path.join(folder, "history")),
    now: Date.now,
    log: silentLog,
    mergeWithinMs: () => 0,
    ...options,
  });
}

/** `other:three studio:two before:one` */
async function versions(history: HistoryService): Promise<string> {
  await history.settled();
  const entries = history.watch(app, FILE).value.entries;
  const texts = await Promise.all(entries.map(({ id }) => history.text(app, id)));
  return texts.map(({ entry, text }) => `${entry.cause}:${text}`).join(" ");
}

function bodies(): readonly string[] {
  const root = path.join(folder, "history");
  return readdirSync(root).flatMap((name) => readdirSync(path.join(root, name)));
}

/** A followed workspace whose file holds "one". */
async function following(options: Partial<HistoryOptions> = {}) {
  fixture.put(FILE, "one");
  await fixture.start();
  const history = make(options);
  history.follow(app, fixture.workspace);
  const save = async (text: string): Promise<void> => {
    await history.beforeChange(app, fixture.workspace, { path: FILE, encoding: "utf-8" });
    await fixture.save(FILE, text, await fixture.hashOf(FILE));
    await history.settled();
  };
  return { history, save };
}

test("records what a file held before, what Studio saved and what another program wrote", async () => {
  const { history, save } = await following();
  await save("two");
  fixture.put(FILE, "three");
  await until(() => history.watch(app, FILE).value.entries.length === 3);
  expect(await versions(history)).toBe("other:three studio:two before:one");
});

test("a save is kept also when another program wrote before it could be read", async () => {
  const { history } = await following();
  await history.beforeChange(app, fixture.workspace, { path: FILE, encoding: "utf-8" });
  const [written] = await fixture.save(FILE, "two", await fixture.hashOf(FILE));
  if (written === undefined) throw new Error("nothing was written");
  history.saved(app, { ...written, text: "two", encoding: "utf-8" });
  fixture.put(FILE, "three");
  await until(() => history.watch(app, FILE).value.entries.length === 3);
  expect(await versions(history)).toBe("other:three studio:two before:one");
});

test("a version that came unseen is recorded before Studio replaces it", async () => {
  fixture.put(FILE, "one");
  const history = make();
  const before = async (): Promise<void> => {
    const replaced = await fixture.hashOf(FILE);
    await history.beforeChange(app, fixture.workspace, { path: FILE, replaced });
  };
  await before();
  await history.settled();
  fixture.put(FILE, "unseen");
  await before();
  await history.settled();
  await before();
  expect(await versions(history)).toBe("other:unseen before:one");
});

test("a text that comes back is a version again, but its body is kept once", async () => {
  const { history, save } = await following();
  await save("two");
  await save("one");
  expect(await versions(history)).toBe("studio:one studio:two before:one");
  expect(bodies()).toHaveLength(2);
});

test("keeps the last 50 versions, and no bodies of older ones", async () => {
  const { history, save } = await following();
  for (let i = 0; i < 55; i++) await save(`save ${i}`);
  const { entries } = history.watch(app, FILE).value;
  expect(entries).toHaveLength(50);
  expect((await history.text(app, entries.at(-1)?.id ?? 0)).text).toBe("save 5");
  expect(bodies()).toHaveLength(50);
});

test("saves in quick succession become one where that is wanted", async () => {
  const { history, save } = await following({ mergeWithinMs: () => 10_000 });
  await save("two");
  await save("three");
  expect(await versions(history)).toBe("studio:three before:one");
});

test("the oldest versions go when all of them take too much", async () => {
  const { history, save } = await following({ maxBytes: 1 });
  await save("two");
  expect(await versions(history)).toBe("");
  expect(bodies()).toEqual([]);
});

test("a renamed folder takes the histories of its files along, a deleted file keeps its own", async () => {
  const { history, save } = await following();
  await save("two");
  history.renamed(app, filePath("src"), filePath("lib"));
  await history.settled();
  expect(history.watch(app, FILE).value.entries).toEqual([]);
  expect(history.files(app).map((entry) => entry.path)).toEqual(["lib/App.tsx"]);
  await fixture.workspace.remove(FILE);
  await history.settled();
  expect(history.watch(app, filePath("lib/App.tsx")).value.entries).toHaveLength(2);
});

test("binary files are not recorded", async () => {
  const { history } = await following();
  fixture.put("picture.bin", Uint8Array.of(0, 1, 2));
  fixture.put("note.txt", "text");
  await until(() => history.files(app).length === 1);
  await history.settled();
  expect(history.files(app).map((entry) => entry.path)).toEqual(["note.txt"]);
});

test("a version whose body is damaged is refused with a reason", async () => {
  const { history, save } = await following();
  await save("two");
  rmSync(path.join(folder, "history"), { recursive: true });
  const [entry] = history.watch(app, FILE).value.entries;
  const refused = await history.text(app, entry?.id ?? 0).catch(toProblem);
  expect(refused).toMatchObject({ code: "not-found" });
});
