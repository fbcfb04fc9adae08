import { createFromStarter, openFile } from "./openApp.ts";
import { expect, test } from "./studio.ts";

test("a click on a card's title lands on its line, in the tree and back in the page", async ({
  studio,
}) => {
  const { page } = studio;
  const { preview } = await createFromStarter(studio, "Harbor Market");
  const card = preview.locator("article").first();
  await card.scrollIntoViewIfNeeded();

  await page.getByRole("button", { name: "Inspect elements of the page" }).first().click();
  await card.locator("h3 a").click();
  await expect(page.getByRole("tab", { name: "ProductCard.tsx", selected: true })).toBeVisible();
  await expect(page.getByText("Ln 34, Col 11")).toBeVisible();
  // The click was Studio's: the page is where it was.
  await expect(preview.locator("article").nth(1)).toBeAttached();

  await page.getByRole("button", { name: "Layers" }).click();
  const tree = page.getByRole("tree", { name: "Elements of the page" });
  const selected = tree.getByRole("treeitem", { selected: true });
  await expect(selected).toContainText("Link");
  await tree.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(selected).toContainText("h3");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ln 33, Col 9")).toBeVisible();

  await expect(preview.locator("studio-outlines")).toBeAttached();
  await page.keyboard.press("Escape");
  await card.locator("h3 a").click();
  await expect(page.getByLabel("Address of the page")).toHaveValue(/\/shop\//);
});

test("code that is selected is outlined in the page, and the agent stays out of a window of its own", async ({
  studio,
}) => {
  const { page } = studio;
  const { preview } = await createFromStarter(studio, "Blank page");
  await expect(preview.locator("studio-outlines")).not.toBeAttached();
  await openFile(page, "App.tsx");
  await page
    .locator(".view-line")
    .first()
    .click({ position: { x: 4, y: 8 } });
  await page.keyboard.press("Control+A");
  await expect(preview.locator("studio-outlines")).toBeAttached();
  await page.keyboard.press("Control+Home");
  await expect(preview.locator("studio-outlines")).not.toBeAttached();

  const agents = preview.locator('script[src^="/__studio/agent.js"]');
  await expect(agents).toHaveCount(1);
  const popup = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Open in a new window" }).click();
  const alone = await popup;
  await expect(alone.getByRole("heading").first()).toBeVisible();
  expect(await alone.locator('script[src^="/__studio/agent.js"]').count()).toBe(0);
});
