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
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recoverStaging, Staging } from "./staging.ts";

let root = "";
const at = (...names: string[]): string => path.join(root, ...names);
const modules = (version: string): void => {
  mkdirSync(at("node_modules/react"), { recursive: true });
  writeFileSync(at("node_modules/react/version"), version);
};

/** What the app has now, and whether anything is left lying about. */
const state = (): unknown => ({
  react: readFileSync(at("node_modules/react/version"), "utf8"),
  manifest: readFileSync(at("package.json"), "utf8"),
  lockfile: readFileSync(at("package-lock.json"), "utf8"),
  left: readdirSync(at(".overskill/packages")),
});
const OLD = { react: "old", manifest: "old manifest", lockfile: "old lock", left: [] };
const NEW = { react: "new", manifest: "new manifest", lockfile: "new lock", left: [] };

async function staged(): Promise<Staging> {
  const staging = await Staging.create(root);
  mkdirSync(path.join(staging.folder, "node_modules/react"), { recursive: true });
  writeFileSync(path.join(staging.folder, "node_modules/react/version"), "new");
  writeFileSync(path.join(staging.folder, "package.json"), "new manifest");
  writeFileSync(path.join(staging.folder, "package-lock.json"), "new lock");
  return staging;
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "staging-")));
  modules("old");
  writeFileSync(at("package.json"), "old manifest");
  writeFileSync(at("package-lock.json"), "old lock");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("puts packages and manifests in place together", async () => {
  const staging = await staged();
  await staging.commit("old manifest");
  expect(state()).toEqual(NEW);
});

test("leaves everything when package.json was edited meanwhile", async () => {
  const staging = await staged();
  writeFileSync(at("package.json"), "edited");
  await expect(staging.commit("old manifest")).rejects.toThrow("was changed while");
  await staging.discard();
  expect(state()).toEqual({ ...OLD, manifest: "edited" });
});

test("replaces a link to another folder without touching that folder", async () => {
  const elsewhere = mkdtempSync(path.join(tmpdir(), "elsewhere-"));
  renameSync(at("node_modules"), path.join(elsewhere, "node_modules"));
  symlinkSync(path.join(elsewhere, "node_modules"), at("node_modules"));
  const staging = await staged();
  await staging.commit("old manifest");
  expect(state()).toEqual(NEW);
  expect(readFileSync(path.join(elsewhere, "node_modules/react/version"), "utf8")).toBe("old");
  rmSync(elsewhere, { recursive: true });
});

describe("an installer that is killed", () => {
  test("before its work was complete has changed nothing", async () => {
    await staged();
    await recoverStaging(root);
    expect(state()).toEqual(OLD);
  });

  const ready = async (): Promise<string> => {
    const { folder } = await staged();
    writeFileSync(path.join(folder, "ready"), "");
    return folder;
  };
  const steps: readonly [string, (folder: string) => void][] = [
    ["before the first rename", () => undefined],
    [
      "after the old packages were moved away",
      (folder) => renameSync(at("node_modules"), path.join(folder, "old_node_modules")),
    ],
    [
      "after the new packages were moved in",
      (folder) => {
        renameSync(at("node_modules"), path.join(folder, "old_node_modules"));
        renameSync(path.join(folder, "node_modules"), at("node_modules"));
      },
    ],
    [
      "after package.json was moved in",
      (folder) => {
        renameSync(at("node_modules"), path.join(folder, "old_node_modules"));
        renameSync(path.join(folder, "node_modules"), at("node_modules"));
        renameSync(path.join(folder, "package.json"), at("package.json"));
      },
    ],
  ];
  test.each(steps)("%s is completed by the next one", async (_, killedAfter) => {
    killedAfter(await ready());
    await recoverStaging(root);
    expect(state()).toEqual(NEW);
  });

  test("in an app without packages is completed too", async () => {
    rmSync(at("node_modules"), { recursive: true });
    rmSync(at("package-lock.json"));
    await ready();
    await recoverStaging(root);
    expect(state()).toEqual(NEW);
  });
});

test("recovering touches nothing where nothing was staged", async () => {
  await recoverStaging(root);
  expect(existsSync(at(".overskill"))).toBe(false);
});
