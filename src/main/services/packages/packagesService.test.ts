import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import type { PackageJob } from "../../../common/contracts/packages.ts";
import { toProblem } from "../../../common/contracts/problem.ts";
import { PackagesService } from "./packagesService.ts";
import { TestRegistry } from "./testRegistry.ts";

const ENTRY = fileURLToPath(new URL("../../packages/entry.ts", import.meta.url));
const app = AppId.parse("jwbqqn");

let home = "";
let registry: TestRegistry;
let service: PackagesService;
let starter: string | null = null;

const at = (...names: string[]): string => path.join(home, ...names);
const inApp = (...names: string[]): string => at("app", ...names);
const read = (file: string): string => readFileSync(inApp(file), "utf8");
const json = (file: string): Record<string, Record<string, unknown>> => JSON.parse(read(file));

function put(file: string, content: unknown): void {
  mkdirSync(path.dirname(inApp(file)), { recursive: true });
  writeFileSync(inApp(file), typeof content === "string" ? content : JSON.stringify(content));
}

function makeService(): PackagesService {
  return new PackagesService({
    nodeBinary: process.execPath,
    entry: ENTRY,
    sources: {
      bundledCache: at("bundled"),
      cache: at("cache"),
      otherCaches: [],
      preparedTrees: at("trees"),
    },
    appOf: () => ({ folder: inApp(), starter }),
    now: Date.now,
    log: silentLog,
  });
}

/** Waits for the job's end. */
async function ended({ jobId }: { readonly jobId: string }): Promise<PackageJob> {
  return new Promise((resolve) => {
    const look = (jobs: readonly PackageJob[]): void => {
      const job = jobs.find(({ id }) => id === jobId);
      if (job !== undefined && job.status !== "running") resolve(job);
    };
    service.jobs.onChange(look);
    look(service.jobs.value);
  });
}

/** Everything an install may touch, as it is now. */
function snapshot(): object {
  const modules = existsSync(inApp("node_modules"))
    ? readdirSync(inApp("node_modules"), { recursive: true, encoding: "utf8" }).toSorted()
    : null;
  const files = ["package.json", "package-lock.json"].map((file) =>
    existsSync(inApp(file)) ? read(file) : null,
  );
  const staged = existsSync(inApp(".overskill/packages"))
    ? readdirSync(inApp(".overskill/packages"))
    : [];
  return { modules, files, staged };
}

beforeEach(async () => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), "packages-")));
  registry = await TestRegistry.start();
  process.env["npm_config_registry"] = registry.url;
  process.env["npm_config_userconfig"] = at("no-npmrc");
  starter = null;
  mkdirSync(inApp());
  service = makeService();
  registry.publish("one", "1.0.0", { bin: { one: "cli.js" } });
  registry.publish("two", "2.0.0", { dependencies: { one: "^1.0.0" } });
});
afterEach(async () => {
  await service[Symbol.asyncDispose]();
  await registry[Symbol.asyncDispose]();
  delete process.env["npm_config_registry"];
  delete process.env["npm_config_userconfig"];
  rmSync(home, { recursive: true, force: true });
});

describe("installing", () => {
  test("resolves what package.json asks for, counts it, and writes a lockfile", async () => {
    put("package.json", { name: "app", dependencies: { two: "^2.0.0" } });
    expect(await service.state(inApp())).toBe("missing");
    const totals: (number | null)[] = [];
    service.jobs.onChange(([job]) => totals.push(job?.total ?? null));
    const job = await ended(await service.install(app));
    expect(job).toMatchObject({ status: "done", stage: "done", problem: null, kind: "install" });
    expect(totals).toContain(2);
    expect(json("package-lock.json")["packages"]).toHaveProperty("node_modules/one");
    expect(existsSync(inApp("node_modules/.bin/one"))).toBe(true);
    expect(await service.state(inApp())).toBe("installed");
  });

  test("takes the lockfile's versions, though the registry has newer ones", async () => {
    put("package.json", { name: "app", dependencies: { one: "^1.0.0" } });
    await ended(await service.install(app));
    const lockfile = read("package-lock.json");
    registry.publish("one", "1.1.0");
    rmSync(inApp("node_modules"), { recursive: true });
    await ended(await service.install(app));
    expect(json("node_modules/one/package.json")["version"]).toBe("1.0.0");
    expect(read("package-lock.json")).toBe(lockfile);
  });

  test("needs no network for what was installed before", async () => {
    put("package.json", { name: "app", dependencies: { two: "2.0.0" } });
    await ended(await service.install(app));
    rmSync(inApp("node_modules"), { recursive: true });
    await registry[Symbol.asyncDispose]();
    expect((await ended(await service.install(app))).status).toBe("done");
    expect(await service.state(inApp())).toBe("installed");
  });

  test("says which packages are not on this machine when there is no network", async () => {
    const { integrity } = registry.publish("three", "3.0.0");
    const resolved = registry.tarballUrl("three", "3.0.0");
    const dependencies = { three: "3.0.0" };
    put("package.json", { name: "app", dependencies });
    put("package-lock.json", {
      name: "app",
      lockfileVersion: 3,
      packages: {
        "": { name: "app", dependencies },
        "node_modules/three": { version: "3.0.0", resolved, integrity },
      },
    });
    const before = snapshot();
    await registry[Symbol.asyncDispose]();
    const job = await ended(await service.install(app));
    expect(job).toMatchObject({
      status: "failed",
      problem: {
        code: "offline",
        message: "three@3.0.0 cannot be fetched: the registry cannot be reached.",
      },
    });
    expect(snapshot()).toEqual(before);
  });

  test("refuses a tarball that is not what the lockfile says", async () => {
    const dependencies = { one: "1.0.0" };
    put("package.json", { name: "app", dependencies });
    put("package-lock.json", {
      name: "app",
      lockfileVersion: 3,
      packages: {
        "": { name: "app", dependencies },
        "node_modules/one": {
          version: "1.0.0",
          resolved: registry.tarballUrl("one", "1.0.0"),
          integrity: `sha512-${Buffer.alloc(64, 1).toString("base64")}`,
        },
      },
    });
    const job = await ended(await service.install(app));
    expect(job.problem).toMatchObject({ code: "package-failed" });
    expect(existsSync(inApp("node_modules"))).toBe(false);
  });

  test("never runs a package's scripts", async () => {
    registry.publish("evil", "1.0.0", {
      scripts: { postinstall: `node -e "require('fs').writeFileSync('${at("owned")}', '')"` },
    });
    put("package.json", {
      name: "app",
      dependencies: { evil: "1.0.0" },
      scripts: { postinstall: `node -e "require('fs').writeFileSync('${at("owned")}', '')"` },
    });
    expect((await ended(await service.install(app))).status).toBe("done");
    expect(existsSync(at("owned"))).toBe(false);
  });

  test("tells what is wrong with package.json", async () => {
    expect(await service.state(inApp())).toBe("none-needed");
    expect((await ended(await service.install(app))).problem?.code).toBe("not-found");
    put("package.json", "{ not json");
    expect((await ended(await service.install(app))).problem?.code).toBe("invalid-input");
    await expect(service.state(inApp())).rejects.toThrow("package.json cannot be read");
    put("package.json", { name: "app" });
    expect(await service.state(inApp())).toBe("none-needed");
  });

  test("does not leave the app through a link in place of its own folder", async () => {
    mkdirSync(at("outside"));
    symlinkSync(at("outside"), inApp(".overskill"));
    put("package.json", { name: "app", dependencies: { one: "1.0.0" } });
    expect((await ended(await service.install(app))).problem?.code).toBe("outside-app");
    expect(readdirSync(at("outside"))).toEqual([]);
  });

  test("installs packages that are folders of the app", async () => {
    put("lib/package.json", { name: "lib", version: "1.0.0" });
    put("package.json", { name: "app", dependencies: { lib: "file:./lib", one: "1.0.0" } });
    expect((await ended(await service.install(app))).status).toBe("done");
    expect(realpathSync(inApp("node_modules/lib"))).toBe(inApp("lib"));
  });

  test("adds no second lockfile beside another tool's", async () => {
    put("package.json", { name: "app", dependencies: { one: "1.0.0" } });
    put("pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
    expect((await ended(await service.install(app))).status).toBe("done");
    expect(existsSync(inApp("package-lock.json"))).toBe(false);
  });
});

describe("adding and removing", () => {
  beforeEach(async () => {
    put("package.json", { name: "app", dependencies: { one: "^1.0.0" } });
    await ended(await service.install(app));
  });

  test("changes package.json, the lockfile and node_modules together", async () => {
    put("node_modules/one/patched.js", "kept");
    const added = await service.add({ appId: app, packages: [{ name: "two" }], dev: true });
    expect(await ended(added)).toMatchObject({ status: "done", label: "two", kind: "add" });
    expect(json("package.json")["devDependencies"]).toEqual({ two: "^2.0.0" });
    expect(json("node_modules/two/package.json")["version"]).toBe("2.0.0");
    expect(read("node_modules/one/patched.js")).toBe("kept");

    expect((await ended(await service.remove(app, "two"))).status).toBe("done");
    expect(json("package.json")["devDependencies"] ?? {}).toEqual({});
    expect(existsSync(inApp("node_modules/two"))).toBe(false);
    expect(await service.state(inApp())).toBe("installed");
  });

  test.each([
    ["not-there", undefined, "package-failed", "not-there"],
    ["two", "9.9.9", "package-failed", "two@9.9.9"],
  ])("says that %s cannot be had", async (name, version, code, subject) => {
    const before = snapshot();
    const wanted = version === undefined ? { name } : { name, version };
    const job = await ended(await service.add({ appId: app, packages: [wanted], dev: false }));
    expect(job.problem).toMatchObject({ code, message: expect.stringContaining(subject) });
    expect(snapshot()).toEqual(before);
  });

  test("says that it needs the network", async () => {
    const before = snapshot();
    await registry[Symbol.asyncDispose]();
    const job = await ended(
      await service.add({ appId: app, packages: [{ name: "two" }], dev: false }),
    );
    expect(job.problem).toMatchObject({
      code: "offline",
      message: "two cannot be fetched: the registry cannot be reached.",
      next: expect.stringContaining("network"),
    });
    expect(snapshot()).toEqual(before);
  });

  test("stops when it is cancelled, with nothing changed", async () => {
    const before = snapshot();
    registry.isStalled = true;
    const { jobId } = await service.add({ appId: app, packages: [{ name: "two" }], dev: false });
    while (!registry.requests.some((url) => url.includes("two/-/"))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await service.cancel(jobId);
    expect(service.jobs.value.at(-1)).toMatchObject({ status: "cancelled" });
    expect(snapshot()).toEqual(before);
  });

  test("does one after the other", async () => {
    const first = await service.add({ appId: app, packages: [{ name: "two" }], dev: false });
    const second = await service.remove(app, "two");
    expect([(await ended(first)).status, (await ended(second)).status]).toEqual(["done", "done"]);
    expect(existsSync(inApp("node_modules/two"))).toBe(false);
  });

  test("does not overwrite a package.json that was edited meanwhile", async () => {
    registry.isStalled = true;
    const added = await service.add({ appId: app, packages: [{ name: "two" }], dev: false });
    while (!registry.requests.some((url) => url.includes("two/-/"))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    put("package.json", { name: "app", description: "edited", dependencies: { one: "^1.0.0" } });
    registry.isStalled = false;
    registry.release();
    expect((await ended(added)).problem?.code).toBe("conflict");
    expect(json("package.json")["description"]).toBe("edited");
    expect(existsSync(inApp("node_modules/two"))).toBe(false);
  });
});

describe("apps made from a starter", () => {
  test("take the tree that waits for them, and it is made again for the next", async () => {
    starter = "blank";
    put("package.json", { name: "app", dependencies: { two: "2.0.0" } });
    await ended(await service.install(app));
    rmSync(inApp("node_modules"), { recursive: true });
    await service.keepPrepared([inApp()]);
    expect(readdirSync(at("trees"))).toHaveLength(1);

    // Neither network nor cache is needed, and the app's own name makes no difference.
    put("package.json", { name: "renamed", dependencies: { two: "2.0.0" } });
    await registry[Symbol.asyncDispose]();
    renameSync(at("cache"), at("cache-away"));
    expect((await ended(await service.install(app))).status).toBe("done");
    expect(await service.state(inApp())).toBe("installed");
    expect(existsSync(inApp("node_modules/.bin/one"))).toBe(true);
    expect(readdirSync(at("trees"))).toEqual([]);

    renameSync(at("cache-away"), at("cache"));
    await service.keepPrepared([inApp()]);
    expect(readdirSync(at("trees"))).toHaveLength(1);
  });

  test("begin from another starter's tree and end with exactly their own packages", async () => {
    starter = "blank";
    put("package.json", { name: "app", dependencies: { two: "2.0.0" } });
    await ended(await service.install(app));
    await service.keepPrepared([inApp()]);
    registry.publish("one", "1.2.0", { bin: { one: "cli.js" } });
    registry.publish("three", "3.0.0");
    rmSync(inApp("package-lock.json"));
    rmSync(inApp("node_modules"), { recursive: true });
    put("package.json", { name: "app", dependencies: { one: "1.2.0", three: "3.0.0" } });
    starter = null;
    await ended(await service.install(app));
    const alone = snapshot();
    rmSync(inApp("node_modules"), { recursive: true });
    starter = "blank";
    await ended(await service.install(app));
    expect(snapshot()).toEqual(alone);
    expect(json("node_modules/one/package.json")["version"]).toBe("1.2.0");
  });

  test("are served before a starter that is being prepared", async () => {
    starter = "blank";
    put("package.json", { name: "app", dependencies: { two: "2.0.0" } });
    await ended(await service.install(app));
    rmSync(at("trees"), { recursive: true, force: true });
    rmSync(at("cache"), { recursive: true });
    registry.isStalled = true;
    const seen = registry.requests.length;
    const prepared = service.keepPrepared([inApp()]);
    while (!registry.requests.slice(seen).some((url) => url.includes("/-/"))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    registry.isStalled = false;
    expect((await ended(await service.install(app))).status).toBe("done");
    await prepared;
    expect(readdirSync(at("trees")).filter((name) => !name.startsWith("."))).toHaveLength(1);
  });
});

test("waiting for an install rejects with its problem, and stops it when aborted", async () => {
  put("package.json", { name: "app", dependencies: { "not-there": "1.0.0" } });
  const codeOf = (work: Promise<void>): Promise<unknown> =>
    work.then(
      () => "done",
      (error: unknown) => toProblem(error).code,
    );
  expect(await codeOf(service.installToEnd(app, () => undefined))).toBe("package-failed");
  put("package.json", { name: "app", dependencies: { one: "1.0.0" } });
  expect(await codeOf(service.installToEnd(app, () => undefined, AbortSignal.abort()))).toBe(
    "cancelled",
  );
  const stages: string[] = [];
  await service.installToEnd(app, (job) => stages.push(job.stage));
  expect(stages.at(-1)).toBe("done");
});
