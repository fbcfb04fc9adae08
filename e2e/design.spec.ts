import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createFromStarter } from "./openApp.ts";
import { expect, test } from "./studio.ts";

const FILE = "src/features/home/Promises.tsx";

test("a card's title and its space are changed by looking, and undone in the editor", async ({
  studio,
}, info) => {
  const { page } = studio;
  const { folder, preview } = await createFromStarter(studio, "Harbor Market");
  const source = (): Promise<string> => readFile(path.join(folder, FILE), "utf8");
  const before = await source();
  await page.getByRole("radio", { name: "Design" }).first().click();

  const title = preview.getByRole("heading", { name: "Hours, not days" });
  await title.scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Inspect elements of the page" }).first().click();
  await title.click();
  const inspector = page.getByRole("region", { name: "Inspector" });
  await expect(
    inspector.getByRole("button", { name: new RegExp(`Open ${FILE}:\\d+`) }),
  ).toBeVisible();

  // The text is this item's own: it is written where the list says it.
  await inspector.getByRole("textbox", { name: "Text of the element" }).fill("Hours, never days");
  await expect(preview.getByRole("heading", { name: "Hours, never days" })).toBeVisible();
  expect(await source()).toBe(before);
  await page.keyboard.press("Enter");
  const plan = inspector.getByRole("region", { name: "Change in the source" });
  await expect(plan).toContainText('title: "Hours, never days"');
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: info.outputPath("text-dark.png") });
  expect(await source()).toBe(before);
  await plan.getByRole("button", { name: "Accept" }).click();
  await expect.poll(source).toContain('title: "Hours, never days"');
  await expect(preview.getByRole("heading", { name: "Hours, never days" })).toBeVisible();

  // The classes are written once for all three: that is asked.
  const padding = inspector.getByRole("textbox", { name: "Padding top" });
  await padding.fill("6");
  await padding.press("Enter");
  const question = inspector.getByRole("region", { name: "What should change?" });
  await expect(question.getByRole("button", { name: /Only this one/ })).toBeDisabled();
  await question.getByRole("button", { name: /All 3 from this place/ }).click();
  await expect(plan).toContainText("Changes 3 elements on this page.");
  await expect(plan).toContainText('className="mt-3 text-xl pt-6"');
  await page.emulateMedia({ colorScheme: "light" });
  await page.screenshot({ path: info.outputPath("classes-light.png") });
  await plan.getByRole("button", { name: "Accept" }).click();
  await expect.poll(source).toContain('className="mt-3 text-xl pt-6"');
  await expect(title.or(preview.getByRole("heading", { name: "Hours, never days" }))).toHaveCSS(
    "padding-top",
    "24px",
  );

  const status = execFileSync("git", ["status", "--porcelain"], { cwd: folder, encoding: "utf8" });
  expect(status).toBe(` M ${FILE}\n`);

  // One undo stack: the editor takes both back.
  // The text is scrolled to the change: a click at the start of a line would miss it.
  await page.locator(".monaco-editor .native-edit-context").first().focus();
  await page.keyboard.press("Control+Z");
  await page.keyboard.press("Control+Z");
  await page.keyboard.press("Control+S");
  await expect.poll(source).toBe(before);
  await expect(title).toHaveCSS("padding-top", "0px");
});
