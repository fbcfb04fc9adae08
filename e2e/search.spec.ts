import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { clickIntoText, changeOutside, openFile } from "./openApp.ts";
import { expect, type Studio, test } from "./studio.ts";

const results = (page: Page): Locator => page.getByRole("tree", { name: "Results" });
const result = (page: Page, text: string): Locator =>
  results(page).getByRole("treeitem").filter({ hasText: text });
const field = (page: Page): Locator => page.getByRole("textbox", { name: "Search for" });
const summary = (page: Page): Locator =>
  page.getByRole("region", { name: "Search" }).getByRole("status").first();

/** The files are enough: nothing here looks at the live page. */
async function createApp({ page, dataDir }: Studio): Promise<string> {
  await page.getByRole("button", { name: "Create an app from Harbor Market" }).click();
  await expect(page.getByRole("tree", { name: "Files of the app" })).toBeVisible();
  const apps = path.join(dataDir, "apps");
  const [name] = await readdir(apps);
  if (name === undefined) throw new Error("no app was made");
  return path.join(apps, name);
}

async function searchFor(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+Shift+F");
  await expect(field(page)).toBeFocused();
  await field(page).fill(text);
}

test("finds and replaces in all files, and takes it back", async ({ studio }) => {
  test.skip(studio.launcher !== "headless", "search lies below the shell");
  const { page } = studio;
  const folder = await createApp(studio);
  const hero = path.join(folder, "src/features/home/Hero.tsx");
  const notes = path.join(folder, "notes.md");
  await writeFile(notes, "Low tide at 6, High Tide at 12.\nThe tide table of day 12.\n");

  await searchFor(page, "every morning");
  await expect(summary(page)).toContainText("1 result in 1 file");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: /Hero\.tsx/, selected: true })).toBeVisible();
  await expect(page.getByText(/^Ln \d+, Col \d+/)).not.toContainText("Ln 1,");

  // What is typed but not saved counts, what it replaced on disk does not.
  await page.keyboard.press("End");
  await page.keyboard.type(" quicksilver");
  await searchFor(page, "quicksilver");
  await expect(result(page, "Hero.tsx")).toContainText("1");
  expect(await readFile(hero, "utf8")).not.toContain("quicksilver");
  await openFile(page, "Hero.tsx");
  await clickIntoText(page);
  await page.keyboard.press("Control+Z");
  await page.keyboard.press("Control+S");

  // A broken expression says what is wrong about it.
  await searchFor(page, "(tide");
  await page.getByRole("button", { name: "Use a regular expression" }).click();
  await expect(page.getByText("Not a regular expression: unclosed group.")).toBeVisible();

  // Each match shows what it becomes before anything is written.
  await field(page).fill(String.raw`(tide) at (\d+)`);
  await page.getByRole("button", { name: "Show replacing" }).click();
  await page.getByRole("textbox", { name: "Replace with" }).fill("$2h $1");
  await page.getByRole("button", { name: "Keep upper and lower case" }).click();
  await expect(result(page, "Low").first()).toContainText("6h tide");
  await page.getByRole("button", { name: "Keep upper and lower case" }).click();
  await page.getByRole("button", { name: "Replace all" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Replace" }).click();
  await expect(page.getByText("Replaced 2 results in 1 file.")).toBeVisible();
  expect(await readFile(notes, "utf8")).toBe(
    "Low 6h tide, High 12h Tide.\nThe tide table of day 12.\n",
  );
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("The replacement was taken back.")).toBeVisible();
  expect(await readFile(notes, "utf8")).toContain("Low tide at 6, High Tide at 12.");
});

test("results follow the disk, and open files are replaced as edits", async ({ studio }) => {
  test.skip(studio.launcher !== "headless", "search lies below the shell");
  const { page } = studio;
  const folder = await createApp(studio);
  await writeFile(path.join(folder, "notes.md"), "ebb\n");
  await searchFor(page, "wellenreiter");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await changeOutside(folder, "notes.md", (text) => `${text}one wellenreiter\n`);
  await expect(result(page, "notes.md")).toBeVisible();

  await openFile(page, "notes.md");
  // A file that has just been read takes the keyboard.
  await expect(page.locator(".monaco-editor .view-line").first()).toHaveText("ebb");
  await searchFor(page, "wellenreiter");
  await page.keyboard.press("Control+Shift+H");
  await page.getByRole("textbox", { name: "Replace with" }).fill("surfer");
  await result(page, "one").hover();
  await result(page, "one").getByRole("button", { name: "Replace this one" }).click();
  await expect(page.getByText("Replaced 1 result in 1 file.")).toBeVisible();
  await expect(page.locator(".monaco-editor .view-line").nth(1)).toHaveText("one surfer");
  await expect.poll(() => readFile(path.join(folder, "notes.md"), "utf8")).toContain("surfer");
  await clickIntoText(page);
  await page.keyboard.press("Control+Z");
  await expect(page.locator(".monaco-editor .view-line").nth(1)).toHaveText("one wellenreiter");
});
