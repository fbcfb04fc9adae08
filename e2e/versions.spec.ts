import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { createFromStarter, openFile, retypeWord, save } from "./openApp.ts";
import { expect, test } from "./studio.ts";

const BLANK = "Blank page";

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
}

async function showVersions(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Versions", exact: true }).click();
  await expect(page.getByRole("region", { name: "Versions" })).toBeVisible();
}

test("a change is seen, staged, compared, committed and found in the history", async ({
  studio,
}) => {
  const { folder } = await createFromStarter(studio, BLANK);
  const { page } = studio;
  await expect(page.getByRole("button", { name: "Branch main" }).first()).toBeVisible();
  expect(git(folder, "log", "--format=%s")).toBe("Start from Blank page");
  await openFile(page, "App.tsx");
  await retypeWord(page, "sentence", "harbour");
  await save(page);
  await showVersions(page);
  const view = page.getByRole("region", { name: "Versions" });
  await view.getByRole("button", { name: "Show what changed in App.tsx" }).click();
  await expect(page.locator(".monaco-diff-editor")).toBeVisible();
  await page.screenshot({ path: "out/shots/versions-changes.png" });
  await view.getByRole("button", { name: "Stage App.tsx" }).click({ force: true });
  await view.getByRole("textbox", { name: "Commit message" }).fill("Change the sentence");
  await view.getByRole("button", { name: "Commit 1 staged" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Ann Baker");
  await page.getByLabel("Email address").fill("ann@example.org");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(view.getByText("Nothing has changed")).toBeVisible();
  expect(git(folder, "log", "-1", "--format=%s by %an <%ae>")).toBe(
    "Change the sentence by Ann Baker <ann@example.org>",
  );
  expect(git(folder, "status", "--porcelain")).toBe("");
  await view.getByRole("radio", { name: "History" }).click();
  await view.getByRole("button", { name: "Commit: Change the sentence" }).click();
  await view.getByRole("button", { name: "Show what changed in App.tsx" }).click();
  await page.screenshot({ path: "out/shots/versions-history.png" });
  await page.getByRole("button", { name: "Branch main" }).first().click();
  await page.getByRole("combobox", { name: "Filter, or name a new branch" }).fill("try/colours");
  await page.screenshot({ path: "out/shots/versions-branches.png" });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Branch try/colours" }).first()).toBeVisible();
  expect(git(folder, "branch", "--show-current")).toBe("try/colours");
});
