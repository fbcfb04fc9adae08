import { readFile } from "node:fs/promises";
import path from "node:path";
import { createFromStarter, openFile } from "./openApp.ts";
import { expect, test } from "./studio.ts";

test("types: complete with an import, fix an error from Problems, rename with imports", async ({
  studio,
}) => {
  const { page } = studio;
  const { folder } = await createFromStarter(studio, "Blank");
  const onDisk = (file: string) => readFile(path.join(folder, "src", file), "utf8");
  await openFile(page, "App.tsx");

  await page.locator(".view-line", { hasText: "export function App" }).click({
    // The line is as wide as the longest: its middle would scroll the text away.
    position: { x: 40, y: 8 },
  });
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("useEff", { delay: 40 });
  const suggestion = page.locator(".suggest-widget .monaco-list-row", { hasText: /^useEffect/ });
  await expect(suggestion.first()).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: "out/language-completion.png" });
  await suggestion.first().click();
  await page.keyboard.type("(() => {});");
  await page.keyboard.press("Control+S");
  await expect.poll(() => onDisk("App.tsx")).toMatch(/import \{[^}]*useEffect[^}]*\} from "react"/);

  await page.keyboard.press("Enter");
  await page.keyboard.type("useMemo(() => 1, []);");
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: /^Problems/ }).click();
  const problems = page.getByRole("list", { name: "Problems by file" });
  const missing = problems.getByRole("listitem").filter({ hasText: "Cannot find name 'useMemo'" });
  await expect(missing).toBeVisible({ timeout: 20_000 });
  await missing.getByRole("button", { name: "Quick fix" }).click();
  await page.screenshot({ path: "out/language-problems.png" });
  await problems.getByRole("button", { name: /import from "react"/ }).click();
  await expect(missing).toBeHidden({ timeout: 20_000 });
  await expect(page.locator(".view-lines").first()).toContainText("useMemo");
  await page.keyboard.press("Control+S");

  await page.getByRole("treeitem", { name: /^App\.tsx/ }).click();
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Home.tsx");
  await page.keyboard.press("Enter");
  await expect.poll(() => onDisk("main.tsx"), { timeout: 20_000 }).toMatch(/from "[@.]\/Home"/);
  await expect(page.getByText(/Updated imports in \d file/).first()).toBeVisible();
  expect(await onDisk("Home.tsx")).toContain("useMemo(() => 1, [])");
});
