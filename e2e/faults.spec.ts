import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import {
  createFromStarter,
  livePage,
  openFile,
  openRecent,
  retypeWord,
  save,
  untilReady,
} from "./openApp.ts";
import { expect, type Studio, test } from "./studio.ts";

const BLANK = "Blank page";

/** Process ids of this Studio's children whose command line holds the text. */
async function childrenOf(studio: Studio, text: string): Promise<number[]> {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, args]) => ({
      pid: Number(pid),
      parent: Number(parent),
      args: args ?? "",
    }));
  const family = new Set([await studio.hostPid()]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of lines) if (family.has(parent)) family.add(pid);
  }
  return lines
    .filter(({ pid, args }) => family.has(pid) && args.includes(text))
    .map(({ pid }) => pid);
}

async function killChildren(studio: Studio, text: string): Promise<void> {
  const pids = await childrenOf(studio, text);
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) process.kill(pid, "SIGKILL");
}

for (const { who, text } of [
  { who: "compiler", text: "main/compiler.js" },
  { who: "edge", text: "main/edge.js" },
  { who: "gateway and runner", text: "workerd" },
]) {
  test(`the ${who} is killed while a save is on its way: the page ends at the last save`, async ({
    studio,
  }) => {
    const { preview } = await createFromStarter(studio, BLANK);
    await openFile(studio.page, "App.tsx");
    await retypeWord(studio.page, "sentence", "harbour");
    await save(studio.page);
    await killChildren(studio, text);
    await expect(preview.getByRole("heading").first()).toHaveText("Start with this harbour.", {
      timeout: 60_000,
    });
    await untilReady(studio.page);
    await retypeWord(studio.page, "harbour", "evening");
    await save(studio.page);
    await expect(preview.getByRole("heading").first()).toHaveText("Start with this evening.", {
      timeout: 60_000,
    });
  });
}

test("the host is killed: what was saved is on the page after the next start", async ({
  studio,
}) => {
  const { folder } = await createFromStarter(studio, BLANK);
  await openFile(studio.page, "App.tsx");
  await retypeWord(studio.page, "sentence", "harbour");
  await save(studio.page);
  const onDisk = (): string => readFileSync(path.join(folder, "src/App.tsx"), "utf8");
  await expect.poll(onDisk).toContain("harbour");
  await studio.kill();
  await openRecent(studio.page, BLANK);
  await expect(livePage(studio.page).getByRole("heading").first()).toHaveText(
    "Start with this harbour.",
    { timeout: 60_000 },
  );
});

test("the folder goes away and comes back", async ({ studio }) => {
  const { folder, preview } = await createFromStarter(studio, BLANK);
  await rename(folder, `${folder}-moved`);
  await expect(studio.page.getByText("The app's folder is gone").first()).toBeVisible();
  await expect(preview.getByRole("heading").first()).toHaveText("Start with this sentence.");
  await rename(`${folder}-moved`, folder);
  await untilReady(studio.page);
});
