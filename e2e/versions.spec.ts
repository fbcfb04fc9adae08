import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { GitServer, TOKEN } from "../src/main/git/testing/gitServer.ts";
import { createFromStarter, openFile, retypeWord, save } from "./openApp.ts";
import { expect, test } from "./studio.ts";

const BLANK = "Blank page";

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
}

async function showVersions(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Versions", exact: true }).click();
  const view = page.getByRole("region", { name: "Versions" });
  await expect(view.getByRole("textbox", { name: "Commit message" })).toBeVisible();
  return view;
}

/** Says who commits, as Studio asks once. */
async function tellName(page: Page): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill("Ann Baker");
  await page.getByLabel("Email address").fill("ann@example.org");
  await page.getByRole("button", { name: "Save and go on" }).click();
}

test("a change is seen, compared, staged, committed, found in the history and on its branch", async ({
  studio,
}) => {
  const { folder, preview } = await createFromStarter(studio, BLANK);
  const { page } = studio;
  const branch = (name: string): Locator => page.getByRole("button", { name: `Branch ${name}` });
  await expect(branch("main").first()).toBeVisible();
  expect(git(folder, "log", "--format=%s")).toBe("Start from Blank page");
  await openFile(page, "App.tsx");
  await retypeWord(page, "sentence", "harbour");
  await save(page);
  await expect(page.getByRole("treeitem", { name: /App\.tsx/ })).toContainText("M");
  const view = await showVersions(page);
  await view.getByRole("button", { name: "Show what changed in App.tsx" }).click();
  await expect(page.locator(".monaco-diff-editor")).toBeVisible();
  await view.getByRole("button", { name: "Stage App.tsx" }).click({ force: true });
  await view.getByRole("textbox", { name: "Commit message" }).fill("Change the sentence");
  await view.getByRole("button", { name: "Commit 1 staged" }).click();
  await tellName(page);
  await expect(view.getByText("Nothing has changed")).toBeVisible();
  expect(git(folder, "log", "-1", "--format=%s by %an <%ae>")).toBe(
    "Change the sentence by Ann Baker <ann@example.org>",
  );
  expect(git(folder, "status", "--porcelain")).toBe("");
  await view.getByRole("radio", { name: "History" }).click();
  await view.getByRole("button", { name: "Commit: Change the sentence" }).click();
  await view.getByRole("button", { name: "Show what changed in App.tsx" }).click();
  await expect(page.getByRole("tab", { name: /App\.tsx \([0-9a-f]{7}\)/ })).toBeVisible();
  await view.getByRole("button", { name: "Commit: Start from Blank page" }).click({
    button: "right",
  });
  await page.getByRole("menuitem", { name: "New branch from here" }).click();
  await page.getByLabel("New name").fill("try/colours");
  await page.getByRole("button", { name: "New branch from here" }).click();
  await expect(branch("try/colours").first()).toBeVisible();
  await expect(preview.getByRole("heading")).toHaveText("Start with this sentence.");
  await branch("try/colours").first().click();
  await page.getByRole("option", { name: "main", exact: true }).click();
  await expect(preview.getByRole("heading")).toHaveText("Start with this harbour.");
});

test("discarded and put-aside changes come back, and conflicts are resolved", async ({
  studio,
}) => {
  const { folder } = await createFromStarter(studio, BLANK);
  const { page } = studio;
  await expect(page.getByRole("button", { name: "Branch main" }).first()).toBeVisible();
  const file = path.join(folder, "README.md");
  const commit = (message: string, text: string): void => {
    writeFileSync(file, text);
    const who = ["-c", "user.name=Ann", "-c", "user.email=a@example.org"];
    git(folder, ...who, "commit", "-qam", message);
  };
  git(folder, "branch", "other");
  commit("Ours", "ours\n");
  git(folder, "switch", "-q", "other");
  commit("Theirs", "theirs\n");
  git(folder, "switch", "-q", "main");
  writeFileSync(file, "mine\n");
  const view = await showVersions(page);
  await view.getByRole("button", { name: "Show what changed in README.md" }).hover();
  await view.getByRole("button", { name: "Discard changes of README.md" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
  await expect.poll(() => readFileSync(file, "utf8")).toBe("ours\n");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect.poll(() => readFileSync(file, "utf8")).toBe("mine\n");
  await page.getByRole("button", { name: "Branch main" }).first().click();
  await page.getByRole("option", { name: "other", exact: true }).click();
  await page.getByRole("button", { name: "Put aside and switch" }).click();
  await expect.poll(() => readFileSync(file, "utf8")).toBe("theirs\n");
  await page.getByRole("button", { name: "Branch other" }).first().click();
  await page.getByRole("button", { name: "More for main" }).click();
  await page.getByRole("menuitem", { name: "Merge into other" }).click();
  await tellName(page);
  await expect(view.getByText("Merging main.")).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: "out/shots/versions-conflict-dark.png" });
  await view.getByRole("button", { name: "Show what changed in README.md" }).hover();
  await view.getByRole("button", { name: "Resolve README.md" }).click();
  await page.getByRole("menuitem", { name: "Take their version" }).click();
  await expect(view.getByText("All conflicts are resolved.")).toBeVisible();
  await view.getByRole("button", { name: "Commit the merge" }).click();
  await expect.poll(() => git(folder, "log", "-1", "--format=%s")).toBe("Merge branch 'main'");
  expect([readFileSync(file, "utf8"), git(folder, "status", "--porcelain")]).toEqual([
    "ours\n",
    "",
  ]);
});

test("a branch is pushed with a token, and the repository becomes another app", async ({
  studio,
}) => {
  await using server = await GitServer.start();
  const url = server.create("harbor.git");
  await createFromStarter(studio, BLANK);
  const { page } = studio;
  const view = await showVersions(page);
  await view.getByRole("button", { name: "More actions" }).first().click();
  await page.getByRole("menuitem", { name: "Set the remote repository" }).click();
  await page.getByLabel("Address", { exact: true }).fill(url);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await view.getByRole("button", { name: "Push this branch" }).click();
  await expect(view.getByText("The remote asks for a token that may do this.")).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.screenshot({ path: "out/shots/versions-token-1280.png" });
  await view.getByRole("button", { name: "Enter token" }).click();
  await page.getByLabel("Token", { exact: true }).fill(TOKEN);
  await page.getByRole("button", { name: "Use token" }).click();
  await expect(view.getByRole("button", { name: "Push", exact: true })).toBeVisible();
  expect(server.git("harbor.git", "log", "--format=%s", "main").trim()).toBe(
    "Start from Blank page",
  );
  await page.getByRole("button", { name: /Switch app/ }).click();
  await page.getByRole("menuitem", { name: "All apps" }).click();
  await page.getByRole("button", { name: "Import from GitHub or zip" }).click();
  await page.getByLabel("Address", { exact: true }).fill(url);
  await page.screenshot({ path: "out/shots/import-1280.png" });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("button", { name: "Use Studio's configuration" }).click();
  await expect(page.getByRole("treeitem", { name: "README.md" })).toBeVisible();
  const made = path.join(studio.dataDir, "apps/harbor");
  expect(git(made, "log", "--format=%s")).toBe("Start from Blank page");
  await expect(page.getByRole("button", { name: "Branch main" }).first()).toBeVisible();
});

test("a zip becomes an app, without what would leave its folder", async ({ studio }) => {
  const { page } = studio;
  await page.getByRole("button", { name: "Import from GitHub or zip" }).click();
  await page.getByRole("radio", { name: "Zip file" }).click();
  await page.getByLabel("Choose a zip").setInputFiles({
    name: "My Shop.zip",
    mimeType: "application/zip",
    buffer: Buffer.from(
      zipSync({
        "index.html": strToU8("<!doctype html><h1>From a zip</h1>"),
        "../evil.txt": strToU8("evil"),
      }),
    ),
  });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  // First of all: it leaves by itself.
  await expect(page.getByText("Left out of the import: 1")).toBeVisible();
  await page.getByRole("button", { name: "Use Studio's configuration" }).click();
  await expect(page.getByRole("treeitem", { name: "index.html" })).toBeVisible();
  expect(readdirSync(path.join(studio.dataDir, "apps"))).toEqual(["my-shop"]);
  const made = path.join(studio.dataDir, "apps/my-shop");
  await expect.poll(() => git(made, "log", "--format=%s")).toBe("Import My Shop");
});
