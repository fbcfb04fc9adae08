import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { rename, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync, crc32 } from "node:zlib";
import type { Locator, Page } from "@playwright/test";
import { expect, type Studio, test } from "./studio.ts";

const SHOTS = process.env["FILES_SHOTS"];

/** The tree is there long before packages and preview are. */
async function createApp(studio: Studio): Promise<string> {
  await studio.page
    .getByRole("button", { name: /^Create an app from/ })
    .first()
    .click();
  await expect(studio.page.getByRole("treeitem").first()).toBeVisible({ timeout: 60_000 });
  const apps = path.join(studio.dataDir, "apps");
  const [name] = readdirSync(apps);
  return path.join(apps, name ?? "");
}

function row(page: Page, name: string): Locator {
  return page.getByRole("treeitem").filter({ hasText: new RegExp(`^${name}`) });
}

async function picture(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(150);
      await page.screenshot({ path: path.join(SHOTS, `${name}-${colorScheme}-${width}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** A PNG of one colour that lets half of what is behind it through. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const line = Buffer.concat([
    Buffer.from([0]),
    Buffer.alloc(width * 4, Buffer.from([90, 80, 240, 128])),
  ]);
  const pixels = Buffer.concat(Array.from({ length: height }, () => line));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

test("files are made, renamed, copied, moved and removed in the tree", async ({ studio }) => {
  const folder = await createApp(studio);
  const { page } = studio;
  const tree = page.getByRole("tree");
  const on = (...names: string[]): string => path.join(folder, ...names);
  mkdirSync(on("area/one/two"), { recursive: true });
  for (const name of ["a.txt", "b.txt", "c.txt"]) await writeFile(on("area", name), name);
  await writeFile(on("area/one/two/deep.txt"), "deep");
  await row(page, "area").click();
  await expect(row(page, "one/two")).toBeVisible();

  await test.step("new file and rename, by keys", async () => {
    await page.keyboard.press("Control+Alt+n");
    await page.getByRole("textbox", { name: "Name of the new file" }).fill("🎉 party.txt");
    await page.keyboard.press("Enter");
    await expect.poll(() => existsSync(on("area/🎉 party.txt"))).toBe(true);
    await row(page, "a.txt").click();
    await tree.focus();
    await page.keyboard.press("F2");
    await page.getByRole("textbox", { name: "New name" }).fill("A.txt");
    await page.keyboard.press("Enter");
    await expect.poll(() => readdirSync(on("area"))).toContain("A.txt");
    expect(readdirSync(on("area"))).not.toContain("a.txt");
  });

  await test.step("several rows are copied, cut, pasted and duplicated", async () => {
    await row(page, "A.txt").click();
    await row(page, "b.txt").click({ modifiers: ["Shift"] });
    await tree.focus();
    await page.keyboard.press("Control+c");
    await row(page, "one/two").click();
    await tree.focus();
    await page.keyboard.press("Control+v");
    await expect
      .poll(() => readdirSync(on("area/one/two")).toSorted())
      .toEqual(["A.txt", "b.txt", "deep.txt"]);
    // What was pasted is selected once the page knows of it.
    await expect(row(page, "deep.txt")).toHaveAttribute("aria-selected", "false");
    await expect(row(page, "A.txt").first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Control+d");
    await expect.poll(() => readdirSync(on("area/one/two"))).toContain("A copy.txt");
    await row(page, "c.txt").click();
    await tree.focus();
    await page.keyboard.press("Control+x");
    await row(page, "one/two").click();
    await tree.focus();
    await page.keyboard.press("Control+v");
    await expect.poll(() => existsSync(on("area/one/two/c.txt"))).toBe(true);
    expect(existsSync(on("area/c.txt"))).toBe(false);
    await page.keyboard.press("Control+z");
    await expect.poll(() => existsSync(on("area/c.txt"))).toBe(true);
  });

  await test.step("a file is dragged into a folder and onto the root", async () => {
    await row(page, "c.txt").dragTo(row(page, "one/two"));
    await expect.poll(() => existsSync(on("area/one/two/c.txt"))).toBe(true);
    await row(page, "🎉 party.txt").dragTo(row(page, "index.html"));
    await expect.poll(() => existsSync(on("🎉 party.txt"))).toBe(true);
  });

  await picture(page, "tree");

  await test.step("what is removed lies in the system's trash, and undo gives it back", async () => {
    await row(page, "A.txt").last().click();
    await row(page, "b.txt")
      .last()
      .click({ modifiers: ["Control"] });
    await tree.focus();
    await page.keyboard.press("Delete");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect.poll(() => existsSync(on("area/b.txt"))).toBe(false);
    const trash = path.join(studio.dataDir, "home/.local/share/Trash/files");
    expect(readdirSync(trash).toSorted()).toEqual(["A.txt", "b.txt"]);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect
      .poll(() => [existsSync(on("area/A.txt")), existsSync(on("area/b.txt"))])
      .toEqual([true, true]);
  });

  await test.step("typing filters, Escape ends it", async () => {
    await tree.focus();
    await page.keyboard.type("deep");
    await expect(page.getByRole("treeitem")).toHaveText([/^area/, /^one\/two/, /^deep\.txt/]);
    await picture(page, "filter");
    await page.keyboard.press("Escape");
    await expect(row(page, "index.html")).toBeVisible();
  });

  await test.step("files of the desktop are dropped into a folder", async () => {
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(2_500_000).fill(65)], "photo.bin"));
      transfer.items.add(new File(["text"], "A.txt"));
      return transfer;
    });
    await row(page, "area").first().dispatchEvent("drop", { dataTransfer: data });
    await expect.poll(() => existsSync(on("area/photo.bin"))).toBe(true);
    await expect.poll(() => existsSync(on("area/A copy.txt"))).toBe(true);
    expect(readFileSync(on("area/photo.bin")).equals(Buffer.alloc(2_500_000, 65))).toBe(true);
  });
});

test("every kind of file has a view, and bad ones a reason", async ({ studio }) => {
  const folder = await createApp(studio);
  const { page } = studio;
  const on = (...names: string[]): string => path.join(folder, ...names);
  const font = fileURLToPath(
    new URL(
      "../node_modules/monaco-editor/esm/vs/base/browser/ui/codicons/codicon/codicon.ttf",
      import.meta.url,
    ),
  );
  mkdirSync(on("kinds"));
  const newline = "line\nbreak.txt";
  const long = `${"x".repeat(251)}.txt`;
  await Promise.all([
    writeFile(on("kinds/photo.png"), png(640, 360)),
    writeFile(
      on("kinds/logo.svg"),
      `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><script>parent.document.title="hacked"</script><image href="https://example.com/x.png"/><circle cx="60" cy="40" r="30" fill="#6a61f2"/></svg>`,
    ),
    writeFile(on("kinds/icons.ttf"), readFileSync(font)),
    writeFile(on("kinds/data.bin"), randomBytes(300_000)),
    writeFile(on("kinds/broken.png"), "not a picture \0"),
    writeFile(on("kinds/latin.txt"), Buffer.from("caf\u00e9 ol\u00e9\nsecond", "latin1")),
    writeFile(on("kinds/line.json"), `{"a":"${"0123456789".repeat(1_000_000)}"}`),
    writeFile(on("kinds", newline), "newline"),
    writeFile(on("kinds", long), "long"),
    symlink("loop-b", on("kinds/loop-a")),
    symlink("loop-a", on("kinds/loop-b")),
    symlink("/etc/hostname", on("kinds/outside")),
  ]);
  const lines =
    `${"2026-11-22 INFO something happened, and this line says what it was and why ".padEnd(99, ".")}\n`.repeat(
      20_000,
    );
  for (let i = 0; i < 100; i++) appendFileSync(on("kinds/big.log"), lines);
  appendFileSync(on("kinds/big.log"), "the needle at the very end\n");
  await row(page, "kinds").click();
  const open = async (name: string): Promise<void> => {
    await row(page, name).first().click();
  };

  await open("photo.png");
  await expect(page.getByText("640 × 360 px")).toBeVisible();
  await page.getByRole("button", { name: "Actual size" }).click();
  await expect(page.getByRole("status", { name: "Zoom" })).toHaveText("100%");
  await picture(page, "image");

  await open("logo.svg");
  await page.getByRole("radio", { name: "Both" }).click();
  await expect(page.getByRole("img", { name: "Picture logo.svg" })).toBeVisible();
  expect(await page.title()).not.toBe("hacked");
  await picture(page, "svg");

  await open("icons.ttf");
  await expect(page.getByRole("textbox", { name: "Sample text" })).toBeVisible();
  await picture(page, "font");

  await open("data.bin");
  const bytes = page.getByRole("document", { name: "Bytes of data.bin" });
  const wanted = readFileSync(on("kinds/data.bin")).subarray(0x3e800, 0x3e803);
  await page.getByRole("textbox", { name: "Go to offset" }).fill("0x3e800");
  await page.keyboard.press("Enter");
  await expect(bytes).toContainText(
    `0003e800${wanted.toString("hex").replaceAll(/(..)(?=.)/g, "$1 ")}`,
  );
  await picture(page, "hex");

  await open("broken.png");
  await expect(page.getByText("This file is damaged")).toBeVisible();

  await open("latin.txt");
  await page.getByRole("combobox", { name: "Read as text" }).selectOption("latin1");
  await expect(page.getByRole("document", { name: "Lines of latin.txt" })).toContainText(
    "café olé",
  );

  await open("big.log");
  await expect(page.getByText("2,000,001 lines")).toBeVisible({ timeout: 30_000 });
  const log = page.getByRole("document", { name: "Lines of big.log" });
  await page.getByRole("searchbox", { name: "Find" }).fill("needle");
  await page.keyboard.press("Enter");
  await expect(log).toContainText("the needle at the very end");
  await expect(log).toContainText("2000001");
  await picture(page, "large");

  await open("line.json");
  await expect(page.getByRole("document", { name: "Lines of line.json" })).toContainText(
    '{"a":"0123456789',
  );

  await open("line↵break.txt");
  await expect(page.locator(".view-line").first()).toHaveText("newline");
  await open("xxxx");
  await expect(page.locator(".view-line").first()).toHaveText("long");

  await open("loop-a");
  await expect(page.getByText("leads out of the app's folder").first()).toBeVisible();
  await open("outside");
  await expect(page.getByText("kinds/outside leads out of the app's folder").first()).toBeVisible();

  await test.step("a picture replaced while it is open is drawn anew, one removed says so", async () => {
    await open("photo.png");
    await writeFile(on("kinds/next.png"), png(200, 100));
    await rename(on("kinds/next.png"), on("kinds/photo.png"));
    await expect(page.getByText("200 × 100 px")).toBeVisible();
    await open("big.log");
    rmSync(on("kinds/big.log"));
    await expect(page.getByText("kinds/big.log does not exist.")).toBeVisible();
  });
});

test("a tree of 10,000 files scrolls, and takes 10,000 changes at once", async ({ studio }) => {
  const folder = await createApp(studio);
  const { page } = studio;
  execFileSync(
    "bash",
    ["-c", 'mkdir -p many && cd many && for i in $(seq 10000); do : > "file-$i.ts"; done'],
    { cwd: folder },
  );
  await row(page, "many").click();
  await expect(row(page, "file-1.ts")).toBeVisible({ timeout: 30_000 });
  // All of them: the shell may still be writing when the first are shown.
  const height = (): Promise<number> => page.getByRole("tree").evaluate((it) => it.scrollHeight);
  await expect.poll(height, { timeout: 30_000 }).toBeGreaterThan(10_000 * 20);
  const frames = await page.getByRole("tree").evaluate(async (tree) => {
    const measure = async (step: number): Promise<number | undefined> => {
      const gaps: number[] = [];
      let last = performance.now();
      for (let i = 0; i < 60; i++) {
        tree.scrollTop += step;
        await new Promise(requestAnimationFrame);
        gaps.push(performance.now() - last);
        last = performance.now();
      }
      return gaps.toSorted((a, b) => a - b)[30];
    };
    const idle = await measure(0);
    const scrolling = await measure(400);
    const shown = tree.querySelectorAll('[role="treeitem"]').length;
    return { idle, scrolling, shown, top: tree.scrollTop };
  });
  if (SHOTS !== undefined) await writeFile(path.join(SHOTS, "frames.json"), JSON.stringify(frames));
  // Only what is in sight exists; times are the machine's.
  expect(frames.shown).toBeLessThan(120);
  expect(frames.top).toBe(24_000);
  rmSync(path.join(folder, "many"), { recursive: true });
  await expect(row(page, "file-")).toHaveCount(0, { timeout: 30_000 });
  await expect(row(page, "index.html")).toBeVisible();
});
