import type { Locator, Page } from "@playwright/test";
import { expect, type Studio, test } from "./studio.ts";

/** Makes an app and opens its first terminal; the app's preview is of no interest here. */
async function openTerminal(studio: Studio): Promise<void> {
  const { page } = studio;
  await page.getByRole("button", { name: "Create an app from Blank page" }).click();
  // It stands where the terminal's buttons are.
  await page.getByRole("button", { name: "End the tour" }).click();
  await page.getByRole("tab", { name: "Terminal" }).click();
  await expect(rows(page)).toContainText(/[$#%>]/);
}

const rows = (page: Page): Locator => page.locator(".xterm-rows").first();

async function run(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

test("the person's shell runs in the app's folder, without secrets, and survives a reload", async ({
  studio,
}) => {
  await openTerminal(studio);
  const { page } = studio;
  await run(page, "ls && echo sum-$((40+2)) data-[$STUDIO_DATA_DIR]");
  await expect(rows(page)).toContainText("package.json");
  await expect(rows(page)).toContainText("sum-42 data-[]");
  await page.reload();
  await expect(rows(page)).toContainText("sum-42");
  // A replayed screen must not answer questions that were answered before.
  await run(page, "echo after-$((1+1))");
  await expect(rows(page)).toContainText("after-2");
});

test("a file and an address in the output lead where they say", async ({ studio }) => {
  await openTerminal(studio);
  const { page } = studio;
  await run(page, "clear; echo src/main.tsx:3:1 is wrong");
  const line = rows(page).getByText("src/main.tsx:3:1 is wrong", { exact: false }).last();
  await expect(line).toBeVisible();
  const box = await line.boundingBox();
  if (box === null) throw new Error("the line is not drawn");
  const at = { x: box.x + 30, y: box.y + box.height / 2 };
  await page.mouse.move(at.x - 5, at.y);
  await page.mouse.move(at.x, at.y);
  await expect(page.getByText("Ctrl+click to open src/main.tsx:3:1")).toBeVisible();
  await page.keyboard.down("Control");
  await page.mouse.click(at.x, at.y);
  await page.keyboard.up("Control");
  await expect(page.getByRole("tab", { name: /main\.tsx/, selected: true })).toBeVisible();
  await expect(page.getByText("Ln 3, Col 1")).toBeVisible();
});

test("what runs is asked about before it is ended, and output cannot reach the clipboard", async ({
  studio,
}) => {
  await openTerminal(studio);
  const { page } = studio;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText("kept"));
  await page.locator(".xterm").first().click();
  await run(page, String.raw`printf '\e]52;c;c3RvbGVu\a\e]0;\u202enamed\a'; sleep 100`);
  await page.getByRole("button", { name: "New terminal" }).click();
  const list = page.getByRole("list", { name: "Terminals" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await expect(list.getByRole("button", { name: "sleep running" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("kept");
  await list.getByRole("button", { name: "sleep running" }).click();
  await page.getByRole("button", { name: "End terminal", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "End terminal", exact: true }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(list).toBeHidden();
});

test("a program that never stops writing leaves the page usable", async ({ studio }) => {
  await openTerminal(studio);
  const { page } = studio;
  await run(page, "yes");
  await expect(rows(page)).toContainText("y");
  await page.getByRole("tab", { name: "Problems" }).click();
  await page.getByRole("tab", { name: "Terminal" }).click();
  await page.locator(".xterm").first().click();
  await page.keyboard.press("Control+C");
  await run(page, "clear; echo back-$((2+3))");
  await expect(rows(page)).toContainText("back-5");
});
