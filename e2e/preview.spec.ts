import type { Frame, Page } from "@playwright/test";
import { changeOutside, createFromStarter } from "./openApp.ts";
import { expect, test } from "./studio.ts";

/** The script's side of the page in the preview, to do what only a page can. */
function pageFrame(page: Page): Frame {
  const frame = page.frames().find((each) => each.url().includes("//preview-"));
  if (frame === undefined) throw new Error("there is no page in the preview");
  return frame;
}

const THROWN = 'setTimeout(() => { throw new Error("The net is torn"); });\n';

test("what the page throws is named by file and line until it is mended", async ({ studio }) => {
  const { folder, preview } = await createFromStarter(studio, "Harbor Market");
  const { page } = studio;
  await page.getByRole("button", { name: "End the tour" }).click();
  let line = 0;
  await changeOutside(folder, "src/main.tsx", (text) => {
    line = text.split("\n").length;
    return text + THROWN;
  });
  const card = page.getByRole("alert", { name: "The page reports an error" });
  await expect(card).toContainText("The net is torn");
  await expect(card).toContainText(`src/main.tsx:${line}:`);
  await card.getByRole("button", { name: "Open main.tsx" }).click();
  await expect(page.getByText(`Ln ${line}, Col`)).toBeVisible();

  await page.getByRole("tab", { name: /^Console/ }).click();
  const log = page.getByRole("log", { name: /console/ });
  await expect(log).toContainText("The net is torn");
  await expect(log.getByRole("button", { name: `main.tsx:${line}` }).first()).toBeVisible();

  await changeOutside(folder, "src/main.tsx", (text) => text.replace(THROWN, ""));
  await expect(card).toBeHidden();
  await expect(preview.getByRole("navigation").first()).toBeVisible();

  await test.step("a logged object opens member by member, without its secrets", async () => {
    await page.getByRole("button", { name: "Clear the console" }).click();
    await pageFrame(page).evaluate(() =>
      console.warn("boat", { name: "Ebba", crew: { count: 3 }, apiKey: "very-hidden" }),
    );
    await expect(log).toContainText('boat { name: "Ebba"');
    await log.getByRole("button", { name: "Expand" }).click();
    await log.getByRole("button", { name: /^crew/ }).click();
    await expect(log).toContainText("count: 3");
    await expect(log).not.toContainText("very-hidden");
    await page.getByRole("searchbox", { name: "Filter" }).fill("ship");
    await expect(page.getByText("Nothing matches")).toBeVisible();
  });

  await test.step("a POST is listed with what was sent and what came back", async () => {
    await page.getByRole("tab", { name: /^Network/ }).click();
    await pageFrame(page).evaluate(() =>
      fetch("/api/orders?note=1", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer very-hidden-too" },
        body: JSON.stringify({ boat: "Ebba", password: "very-hidden" }),
      }),
    );
    await page.getByRole("button", { name: /^orders\?note=1/ }).click();
    const details = page.getByRole("region", { name: "Details of the request" });
    await expect(details).toContainText("[redacted]");
    await details.getByRole("tab", { name: "Request" }).click();
    await expect(details).toContainText('"boat": "Ebba"');
    await expect(details).toContainText('"password": "[redacted]"');
    await details.getByRole("tab", { name: "Response" }).click();
    await expect(details.locator("pre")).not.toBeEmpty();
    await details.getByRole("button", { name: "Send again" }).click();
    await expect(details).toContainText(/Sent again: \d{3}/);
    await expect(page.getByText("very-hidden")).toHaveCount(0);
  });
});

test("another screen follows the page, and a link opens it elsewhere", async ({
  studio,
  browser,
}) => {
  const { preview } = await createFromStarter(studio, "Harbor Market");
  const { page } = studio;
  await page.getByRole("button", { name: "End the tour" }).click();
  await page.keyboard.press("Control+2");

  await test.step("a phone beside it goes where the page goes, and leads it", async () => {
    await page.getByRole("button", { name: "Zoom, colours, screens" }).click();
    await page.getByRole("menuitem", { name: "iPhone 16" }).click();
    const phone = page.frameLocator('iframe[title="The same app on another screen"]');
    await expect(phone.getByRole("main")).toBeVisible();
    const size = await page.getByTitle("The same app on another screen").evaluate((frame) => {
      const { width, height } = getComputedStyle(frame);
      return [width, height];
    });
    expect(size).toEqual(["393px", "852px"]);
    await preview.getByRole("link", { name: "Recipes" }).first().click();
    await expect(phone.getByRole("heading", { level: 1 })).toContainText(
      (await preview.getByRole("heading", { level: 1 }).textContent()) ?? "",
    );
    await page.getByRole("button", { name: "Remove this screen" }).click();
    await expect(page.getByTitle("The same app on another screen")).toHaveCount(0);
  });

  await test.step("the page sees the settings that were chosen for it", async () => {
    await page.getByRole("button", { name: "Zoom, colours, screens" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Dark" }).click();
    const seesDark = (): Promise<boolean> =>
      pageFrame(page).evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
    await expect.poll(seesDark).toBe(true);
  });

  await test.step("the link lets another browser in; without it nobody is", async () => {
    await page.getByRole("button", { name: "Share this preview" }).click();
    await page.getByRole("button", { name: "Create the link" }).click();
    await expect(page.getByText("This preview is shared")).toBeVisible();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: /Copy the link: 127\.0\.0\.1/ }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());

    const stranger = await browser.newContext();
    const refused = await stranger.request.get(new URL("/", link).href);
    expect(refused.status()).toBe(403);
    const visitor = await stranger.newPage();
    await visitor.goto(link);
    await expect(visitor.getByRole("navigation").first()).toBeVisible();
    expect(visitor.url()).toBe(new URL("/", link).href);
    expect(await visitor.content()).not.toContain("agent.js");
    await expect(page.getByText("1 visitor")).toBeVisible();

    await page.getByRole("button", { name: "Stop sharing" }).click();
    await expect(page.getByRole("button", { name: "Create the link" })).toBeVisible();
    await expect(visitor.request.get(link)).rejects.toThrow("ECONNREFUSED");
    await stranger.close();
  });
});
