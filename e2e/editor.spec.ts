import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import {
  clickIntoText,
  changeOutside,
  createFromStarter,
  openFile,
  openRecent,
  save,
} from "./openApp.ts";
import { expect, type Studio, test } from "./studio.ts";

const BLANK = "Blank page";

test("tabs split, pin, close and come back, and each app remembers its own", async ({ studio }) => {
  await createFromStarter(studio, BLANK);
  const { page } = studio;
  await openFile(page, "App.tsx");
  await openFile(page, "main.tsx");
  const lists = page.getByRole("tablist", { name: "Open files" });
  await expect(lists).toHaveCount(1);
  await page.getByRole("button", { name: "Split editor" }).click();
  await expect(lists).toHaveCount(2);
  await expect(tab(page, "main.tsx")).toHaveCount(2);
  await openFile(page, "styles.css");
  await tab(page, "App.tsx").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Pin tab" }).click();
  await expect(page.getByRole("button", { name: "Unpin App.tsx" })).toBeVisible();
  // What changed is remembered a moment later.
  await page.waitForTimeout(1_000);
  await page.reload();
  await expect(lists).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Unpin App.tsx" })).toBeVisible();
  await tab(page, "styles.css").click();
  await page.getByRole("button", { name: "Close styles.css" }).click();
  await page.getByRole("button", { name: "Close main.tsx" }).last().click();
  await expect(lists).toHaveCount(1);
  await page.keyboard.press("Alt+Shift+T");
  await expect(tab(page, "styles.css")).toBeVisible();
});

test("unsaved text survives kill -9 of host and page, and what changed meanwhile is merged", async ({
  studio,
}) => {
  const { folder } = await createFromStarter(studio, BLANK);
  await openFile(studio.page, "App.tsx");
  await typeAtTop(studio.page, "// mine\n");
  await openFile(studio.page, "main.tsx");
  await typeAtTop(studio.page, "// lost file\n");
  await untilKept(studio);
  await studio.kill();
  await changeOutside(folder, "src/App.tsx", (text) => `${text}// theirs\n`);
  await rm(path.join(folder, "src/main.tsx"));
  const { page } = studio;
  await openRecent(page, BLANK);
  await expect(page.getByRole("tab", { name: /main\.tsx.*Unsaved changes/ })).toBeVisible();
  await expect(page.getByText("This file was removed from disk.")).toBeVisible();
  await expect(page.locator(".view-line").first()).toHaveText("// lost file");
  await page.getByRole("button", { name: "Save again" }).click();
  await expect.poll(() => textOf(folder, "src/main.tsx")).toMatch(/^\/\/ lost file\n/);
  await tab(page, "App.tsx").click();
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page.getByText("2 changes")).toBeVisible();
  await page.getByRole("button", { name: "Keep mine" }).click();
  await save(page);
  await expect.poll(() => textOf(folder, "src/App.tsx")).toMatch(/^\/\/ mine\n[^]*\}\n$/);
});

test("saves follow .editorconfig, and encoding and line endings are changed from the status bar", async ({
  studio,
}) => {
  const { folder } = await createFromStarter(studio, BLANK);
  const { page } = studio;
  await writeFile(
    path.join(folder, ".editorconfig"),
    "root = true\n[*.md]\nindent_style = tab\ntrim_trailing_whitespace = true\ninsert_final_newline = true\n",
  );
  await writeFile(path.join(folder, "NOTES.md"), "crème  \r\nend");
  await openFile(page, "NOTES.md");
  await expect(page.getByRole("button", { name: "Line endings: CRLF" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Indentation: Tabs/ })).toBeVisible();
  await typeAtTop(page, "x");
  await save(page);
  await expect.poll(() => textOf(folder, "NOTES.md")).toBe("xcrème\r\nend\r\n");
  await page.getByRole("button", { name: "Line endings: CRLF" }).click();
  await page.getByRole("menuitemcheckbox", { name: /^LF/ }).click();
  await page.getByRole("button", { name: "Encoding: UTF-8" }).click();
  await page.getByRole("menuitem", { name: "Latin 1" }).click();
  await expect
    .poll(async () => (await readFile(path.join(folder, "NOTES.md"))).toString("latin1"))
    .toBe("xcrème\nend\n");
});

test("local history keeps what was saved, compares, restores and brings deleted files back", async ({
  studio,
}) => {
  const { folder } = await createFromStarter(studio, BLANK);
  const { page } = studio;
  await openFile(page, "styles.css");
  await typeAtTop(page, "/* second */\n");
  await save(page);
  await expect.poll(() => textOf(folder, "src/styles.css")).toMatch(/^\/\* second/);
  await changeOutside(folder, "src/styles.css", (text) => `/* third */\n${text}`);
  await page.getByRole("button", { name: "Local history" }).click();
  const versions = page.getByRole("list", { name: "Versions of styles.css" });
  await expect(versions.getByRole("listitem")).toHaveCount(3);
  await expect(versions.getByText("Written by another program")).toBeVisible();
  await versions
    .getByRole("button", { name: /^Compare/ })
    .last()
    .click();
  await expect(page.getByText("1 change", { exact: true })).toBeVisible();
  await versions
    .getByRole("button", { name: /^Restore/ })
    .last()
    .click();
  await expect.poll(() => textOf(folder, "src/styles.css")).not.toMatch(/second|third/);
  await rm(path.join(folder, "src/styles.css"));
  await page.getByRole("radio", { name: "Deleted files" }).click();
  await page.getByRole("button", { name: "Restore styles.css" }).click();
  await expect.poll(() => textOf(folder, "src/styles.css")).not.toBe("");
});

function tab(page: Page, name: string): ReturnType<Page["getByRole"]> {
  return page.getByRole("tab", { name: new RegExp(`^${name}`) });
}

async function typeAtTop(page: Page, text: string): Promise<void> {
  await clickIntoText(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type(text);
}

/** The empty string while there is no such file. */
async function textOf(folder: string, file: string): Promise<string> {
  return await readFile(path.join(folder, file), "utf8").catch(() => "");
}

/** The page stops asking before it closes once the host has acknowledged all unsaved text. */
async function untilKept({ page }: Studio): Promise<void> {
  const asks = (): Promise<boolean> =>
    page.evaluate(() => {
      const event = new Event("beforeunload", { cancelable: true });
      return !window.dispatchEvent(event);
    });
  await expect.poll(asks).toBe(false);
}
