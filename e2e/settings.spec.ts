import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { clickIntoText, createFromStarter, openFile } from "./openApp.ts";
import { expect, test } from "./studio.ts";

/** Sets an empty file's text as a person types it, without what completes brackets. */
async function typeAtEnd(page: Page, text: string): Promise<void> {
  await clickIntoText(editor(page));
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text);
}

const editor = (page: Page): Locator => page.locator(".monaco-editor:visible").first();

test("settings are found, changed, kept in a file, and mended there", async ({ studio }) => {
  const { page } = studio;
  await createFromStarter(studio, "Blank page");
  const file = path.join(studio.dataDir, "settings.json");

  await page.keyboard.press("Control+,");
  await page.getByRole("searchbox", { name: "Search settings" }).fill("minimap");
  await page.getByRole("switch", { name: "Minimap" }).click();
  await expect
    .poll(() => readFile(file, "utf8").catch(() => ""))
    .toContain('"editor.minimap": true');
  await page.getByRole("button", { name: "Reset Minimap" }).click();
  await expect.poll(() => readFile(file, "utf8")).not.toContain("minimap");

  await writeFile(file, '{\n  // for talks\n  "editor.fontSize": 20\n  "theme": "dark"\n}\n');
  await page.getByRole("searchbox", { name: "Search settings" }).fill("font size");
  await expect(page.getByText("settings.json cannot be read").first()).toBeVisible();
  await page.getByRole("button", { name: "Open settings.json" }).first().click();
  await expect(page.locator(".monaco-editor:visible")).toContainText("for talks");
  await clickIntoText(editor(page));
  await page.keyboard.press("Control+Home");
  for (let line = 1; line < 3; line += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type(',\n"editor.cursorSty');
  await expect(page.locator(".suggest-widget:visible")).toContainText("editor.cursorStyle");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+S");
  await expect(page.getByText("Unsaved")).toHaveCount(0);
  await page.getByRole("button", { name: "Back to settings" }).click();
  await page.getByRole("searchbox", { name: "Search settings" }).fill("editor.fontSize");
  await expect(page.getByRole("textbox", { name: "Font size" }).first()).toHaveValue("20");
  await expect.poll(() => readFile(file, "utf8")).toContain("// for talks");
});

test("keys, chords, snippets and abbreviations work where the person types", async ({ studio }) => {
  const { page } = studio;
  const { preview } = await createFromStarter(studio, "Blank page");

  await page.keyboard.press("Control+k");
  await expect(page.getByText("Waiting for the second key")).toBeVisible();
  await page.keyboard.press("Control+s");
  await page
    .getByRole("searchbox", { name: "Search commands and keys" })
    .fill("toggle line comment");
  await page.getByRole("button", { name: "Change the key of Toggle Line Comment" }).click();
  await page.keyboard.press("Control+e");
  await page.keyboard.press("Control+e");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ctrl+E Ctrl+E").first()).toBeAttached();

  await openFile(page, "main.tsx");
  await clickIntoText(editor(page));
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+/");
  await expect(editor(page).locator(".view-line").first()).not.toContainText("//");
  await page.keyboard.press("Control+e");
  await page.keyboard.press("Control+e");
  await expect(editor(page).locator(".view-line").first()).toContainText("//");

  await typeAtEnd(page, "\nconst menu = () => ul>li.item*2");
  await expect(page.locator(".suggest-widget:visible")).toContainText("Emmet abbreviation");
  await page.keyboard.press("Tab");
  await expect(editor(page)).toContainText('className="item"');
  await page.keyboard.press("Escape");
  await typeAtEnd(page, "\nafn");
  await expect(page.locator(".suggest-widget:visible")).toContainText("Async function");

  await preview.getByRole("button", { name: /Counted/ }).click();
  await page.keyboard.press("Control+Shift+P");
  await expect(page.getByPlaceholder("File name, or > for commands")).toBeFocused();
  await page.keyboard.type("sort lines asc");
  await expect(page.getByRole("option", { name: /Sort Lines Ascending/ })).toBeVisible();
  await page.keyboard.press("Escape");
});

test("an account's page says what it needs, and what is wrong with what was typed", async ({
  studio,
}) => {
  const { page } = studio;
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("cloudflare account");
  await page.getByRole("option", { name: /Show the Cloudflare account/ }).click();
  await expect(page.getByText("Account · Workers Scripts · Edit")).toBeVisible();
  await page.getByLabel("Account id").fill("not an id");
  await page.getByLabel("API token").fill("short");
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page.getByText("An account id has 32 digits")).toBeVisible();
  await expect(page.getByText("A token has at least 16 characters.")).toBeVisible();
});
