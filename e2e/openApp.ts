import type { FrameLocator, Locator, Page } from "@playwright/test";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Studio } from "./studio.ts";

export interface OpenedApp {
  readonly folder: string;
  /** The live page in the preview panel. */
  readonly preview: FrameLocator;
}

/** One click on a starter, as a person does it; resolves when its page is live. */
export async function createFromStarter(studio: Studio, title: string): Promise<OpenedApp> {
  await studio.page.getByRole("button", { name: `Create an app from ${title}` }).click();
  await expect(studio.page.getByRole("tree")).toBeVisible({ timeout: 60_000 });
  await untilReady(studio.page);
  const apps = path.join(studio.dataDir, "apps");
  const [name] = await readdir(apps);
  if (name === undefined) throw new Error("no app was made");
  return { folder: path.join(apps, name), preview: livePage(studio.page) };
}

export function livePage(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Live page of the app"]');
}

/** Nothing of what is on disk is missing on the page. */
export async function untilReady(page: Page): Promise<void> {
  const chip = page.getByRole("button", { name: /Preview environment, up to date/ });
  await expect(chip).toBeVisible({ timeout: 90_000 });
}

/** Opens an app from the welcome view's list; a window that shows it already stays as it is. */
export async function openRecent(page: Page, name: string): Promise<void> {
  const row = page.getByRole("listitem").filter({ hasText: /opened|open$/ });
  const recent = row.getByRole("button", { name }).first();
  const tree = page.getByRole("tree");
  await expect(tree.or(recent).first()).toBeVisible();
  if (!(await tree.isVisible())) await recent.click();
}

export async function openFile(page: Page, name: string): Promise<void> {
  // By the mouse: a key would go to the preview's page after a click into it.
  await page.getByRole("button", { name: "Go to file or command" }).click();
  await page.getByPlaceholder("File name, or > for commands").fill(name);
  await page
    .getByRole("option", { name: new RegExp(`^${name}`) })
    .first()
    .click();
  await expect(page.getByRole("tab", { name: new RegExp(name), selected: true })).toBeVisible();
}

/** Puts the keyboard into the text, wherever that is scrolled to. */
export async function clickIntoText(editor: Page | Locator): Promise<void> {
  await editor
    .locator(".overflow-guard")
    .first()
    .click({ position: { x: 160, y: 30 } });
}

/** Replaces a word of the open file where it stands first, by the editor's own search. */
export async function retypeWord(page: Page, word: string, by: string): Promise<void> {
  await clickIntoText(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+F");
  await expect(page.getByRole("textbox", { name: "Find" }).first()).toBeFocused();
  // Typed, not filled: filling scrolls the editor's hidden overflow to the widget.
  await page.keyboard.press("Control+A");
  await page.keyboard.type(word);
  await expect(page.locator(".find-widget .matchesCount")).toContainText(" of ");
  await page.keyboard.press("Escape");
  await page.keyboard.type(by);
}

export async function save(page: Page): Promise<void> {
  await page.keyboard.press("Control+S");
}

/** As another program would: not through Studio. */
export async function changeOutside(
  folder: string,
  file: string,
  change: (text: string) => string,
): Promise<void> {
  const full = path.join(folder, file);
  await writeFile(full, change(await readFile(full, "utf8")));
}
