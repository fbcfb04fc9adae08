import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readWorkerSettings } from "./workerSettings.ts";

let folder: string;
let root: string;

const put = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "worker-settings-"));
  root = path.join(folder, "app");
  await mkdir(root);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it("finds nothing in a folder without a worker", async () => {
  expect(await readWorkerSettings(root)).toMatchObject({
    file: null,
    bindings: [],
    secrets: {},
    faults: [],
  });
});

it("reads configuration, secrets and migrations in order", async () => {
  await put("wrangler.toml", '[[d1_databases]]\nbinding = "DB"\nmigrations_dir = "db/steps"\n');
  await put("db/steps/0002_more.sql", "ALTER TABLE a ADD b");
  await put("db/steps/0001_first.sql", "CREATE TABLE a (id)");
  await put("db/steps/readme.md", "not a step");
  await put(".dev.vars", 'API_KEY="two words" # note\nOTHER=plain\n');
  expect(await readWorkerSettings(root)).toMatchObject({
    file: "wrangler.toml",
    secrets: { API_KEY: "two words", OTHER: "plain" },
    migrations: {
      DB: [
        { name: "0001_first.sql", sql: "CREATE TABLE a (id)" },
        { name: "0002_more.sql", sql: "ALTER TABLE a ADD b" },
      ],
    },
    faults: [],
  });
});

it("tells what is wrong with one file and reads the others", async () => {
  await put("wrangler.jsonc", "{ oops");
  await put(".dev.vars", "KEY=value");
  expect(await readWorkerSettings(root)).toMatchObject({
    file: "wrangler.jsonc",
    bindings: [],
    secrets: { KEY: "value" },
    faults: [{ file: "wrangler.jsonc", reason: expect.stringContaining("line 1") }],
  });
});

it("hands nothing from outside of the folder to the app's code", async () => {
  await writeFile(path.join(folder, "credentials"), "AWS_SECRET=mine");
  await symlink(path.join(folder, "credentials"), path.join(root, ".dev.vars"));
  await put("wrangler.jsonc", '{ "d1_databases": [{ "binding": "DB", "migrations_dir": ".." }] }');
  await writeFile(path.join(folder, "theirs.sql"), "SELECT 1");
  expect(await readWorkerSettings(root)).toMatchObject({
    secrets: {},
    migrations: { DB: [] },
    faults: [
      { file: ".dev.vars", reason: "It leads out of the app's folder." },
      { file: "..", reason: "It leads out of the app's folder." },
    ],
  });
});
