import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import { silentLog } from "../../../common/base/log.ts";
import type { Draft } from "../../../common/contracts/drafts.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import { openStudioDb } from "../../storage/studioDb.ts";
import { DraftsService } from "./draftsService.ts";

const app = AppId.parse("jwbqqn");
const FILE = FilePath.parse("src/App.tsx");
const draft = (text: string): Draft => ({ path: FILE, text, base: null, encoding: "latin1" });

let folder = "";
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "drafts-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dbFile = (): string => path.join(folder, "studio.db");

test("what was acknowledged survives kill -9 of the process that kept it", async () => {
  const urls = ["../../storage/studioDb.ts", "./draftsService.ts", "../../../common/base/log.ts"];
  const [db, service, log] = urls.map((url) =>
    JSON.stringify(fileURLToPath(new URL(url, import.meta.url))),
  );
  const script = `
    const { openStudioDb } = await import(${db});
    const { DraftsService } = await import(${service});
    const { silentLog } = await import(${log});
    const db = openStudioDb(${JSON.stringify(dbFile())}, { now: Date.now, log: silentLog });
    const drafts = new DraftsService(db.drafts, Date.now);
    for (let i = 0; ; i++) {
      const text = "line \\ud800 " + i + "x".repeat(20_000);
      await drafts.put(${JSON.stringify(app)}, { path: ${JSON.stringify(FILE)}, text, base: null, encoding: "latin1" });
      process.stdout.write(i + "\\n");
    }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let acknowledged = -1;
  child.stdout.on("data", (data) => {
    acknowledged = Number(String(data).trimEnd().split("\n").at(-1));
    if (acknowledged > 20) child.kill("SIGKILL");
  });
  await once(child, "exit");
  using reopened = openStudioDb(dbFile(), { now: Date.now, log: silentLog });
  const found = await new DraftsService(reopened.drafts, Date.now).find(app, FILE);
  const last = Number(/^line \ud800 (\d+)x/.exec(found?.text ?? "")?.[1]);
  expect(last).toBeGreaterThanOrEqual(acknowledged);
  expect(found).toMatchObject({ base: null, encoding: "latin1" });
});

test("changes of one draft take effect in their order, however long each takes to pack", async () => {
  using db = openStudioDb(dbFile(), { now: Date.now, log: silentLog });
  const drafts = new DraftsService(db.drafts, Date.now);
  const large = draft("large ".repeat(500_000));
  await Promise.all([drafts.put(app, large), drafts.put(app, draft("small"))]);
  expect((await drafts.find(app, FILE))?.text).toBe("small");
  await Promise.all([drafts.put(app, large), drafts.drop(app, FILE)]);
  expect(await drafts.find(app, FILE)).toBeNull();
  expect(drafts.paths(app)).toEqual([]);
});

test("a draft that cannot be written is refused with a reason, and the older one stays", async () => {
  using db = openStudioDb(dbFile(), { now: Date.now, log: silentLog });
  let full = false;
  const { drafts: records } = db;
  const drafts = new DraftsService(
    {
      paths: (id) => records.paths(id),
      get: (id, file) => records.get(id, file),
      drop: (id, file) => records.drop(id, file),
      put(id, packed, at) {
        if (full) throw new Error("database or disk is full");
        records.put(id, packed, at);
      },
    },
    Date.now,
  );
  await drafts.put(app, draft("kept"));
  full = true;
  const refused = await drafts.put(app, draft("lost")).catch(toProblem);
  expect(refused).toMatchObject({ code: "disk-full" });
  expect((await drafts.find(app, FILE))?.text).toBe("kept");
});
