import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { silentLog } from "../../../common/base/log.ts";
import { PackagesService } from "./packagesService.ts";

const ENTRY = fileURLToPath(new URL("../../packages/entry.ts", import.meta.url));
const RESOURCES = fileURLToPath(new URL("../../../../resources", import.meta.url));
const CACHE = path.join(RESOURCES, "package-cache");
const app = AppId.parse("jwbqqn");

let home = "";

beforeEach(() => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), "starter-packages-")));
  // Nobody listens there: whatever asks a registry fails.
  process.env["npm_config_registry"] = "http://127.0.0.1:9/";
  process.env["npm_config_userconfig"] = path.join(home, "no-npmrc");
});
afterEach(() => {
  delete process.env["npm_config_registry"];
  delete process.env["npm_config_userconfig"];
  rmSync(home, { recursive: true, force: true });
});

// The setup fills the cache, which needs the network once.
test
  .skipIf(!existsSync(path.join(CACHE, ".stamp")))
  .each(readdirSync(path.join(RESOURCES, "starters")))(
  "the starter %s installs with no network, and again from its prepared tree",
  async (starter) => {
    const bundledBefore = readdirSync(CACHE);
    const [first, second] = [path.join(home, "first"), path.join(home, "second")];
    for (const folder of [first, second]) {
      cpSync(path.join(RESOURCES, "starters", starter, "app"), folder, {
        recursive: true,
        filter: (file) => path.basename(file) !== "node_modules",
      });
    }
    let folder = first;
    await using service = new PackagesService({
      nodeBinary: process.execPath,
      entry: ENTRY,
      sources: {
        bundledCache: CACHE,
        cache: path.join(home, "cache"),
        otherCaches: [],
        preparedTrees: path.join(home, "trees"),
      },
      appOf: () => ({ folder, starter }),
      now: Date.now,
      log: silentLog,
    });
    await service.installToEnd(app, () => undefined);
    folder = second;
    await service.installToEnd(app, () => undefined);
    expect([await service.state(first), await service.state(second)]).toEqual([
      "installed",
      "installed",
    ]);
    const version = execFileSync(
      process.execPath,
      [path.join(second, "node_modules/.bin/vite"), "--version"],
      { encoding: "utf8" },
    );
    expect(version).toMatch(/^vite\/8/);
    expect(readdirSync(CACHE)).toEqual(bundledBefore);
    expect(existsSync(path.join(home, "cache"))).toBe(false);
  },
  300_000,
);
