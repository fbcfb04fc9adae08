import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import {
  type ModelServer,
  startModelServer,
} from "../src/main/services/agent/testing/modelServer.ts";
import { createFromStarter } from "./openApp.ts";
import { expect, type Studio, test } from "./studio.ts";

const view = (page: Page): Locator => page.getByRole("region", { name: "Chat", exact: true });
const field = (page: Page): Locator => page.getByRole("textbox", { name: "Message" });
const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function openChat(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Chat", exact: true }).click();
  await expect(view(page)).toBeVisible();
}

/** Approves what is asked until the run has ended. */
async function approveAll(page: Page): Promise<void> {
  const approve = page.getByRole("button", { name: "Approve once" });
  const undo = page.getByRole("button", { name: "Undo the run" });
  while (!(await undo.isVisible())) {
    await expect(approve.first().or(undo)).toBeVisible({ timeout: 30_000 });
    if (await approve.first().isVisible()) await approve.first().click();
  }
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include('section[aria-label="Chat"]')
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
}

test("without a model a recipe adds a page, and the draft of a wish is kept", async ({
  studio,
}) => {
  test.skip(studio.launcher !== "headless", "the chat lies below the shell");
  const { page } = studio;
  const { folder, preview } = await createFromStarter(studio, "Harbor Market");
  await openChat(page);

  // Nothing pretends to have understood.
  await field(page).fill("Please make me a page about our crew");
  await field(page).press("Enter");
  await expect(page.getByText("nobody reads this")).toBeVisible();
  await expect(field(page)).toHaveValue("Please make me a page about our crew");

  await field(page).fill("/page");
  await field(page).press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill("Crew");
  await page.getByRole("button", { name: "Run the recipe" }).click();

  // The diff stands there before anything is written.
  await expect(page.getByRole("region", { name: "Change of CrewPage.tsx" })).toContainText("Crew");
  expect(await exists(path.join(folder, "src/routes/CrewPage.tsx"))).toBe(false);
  await approveAll(page);
  expect(await readFile(path.join(folder, "src/routes/CrewPage.tsx"), "utf8")).toContain("Crew");
  await expect(view(page)).toContainText("recipe, no AI · done");
  await expect(preview.getByRole("link", { name: "Crew" }).first()).toBeAttached();

  const lane = page.getByRole("list", { name: /^Activity/ }).getByText("CrewPage.tsx");
  await expect(lane.first()).toBeVisible();
  for (const stage of ["writing", "validating"]) {
    await expect(page.locator(`[title^="${stage} "]`).first()).toBeAttached();
  }
  for (const colorScheme of ["dark", "light"] as const) {
    // Colours that are on their way from one theme to the other have no contrast to speak of.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectAccessible(page);
  }
});

test("a model's tools stream; one is cancelled, the run undone and redone", async ({ studio }) => {
  test.skip(studio.launcher !== "headless", "the chat lies below the shell");
  await using server = await startModelServer();
  server.play({
    answers: [
      {
        text: "I write **three** files.",
        calls: ["a", "b", "c"].map((name) => ({
          tool: "os-write",
          input: { path: `notes/${name}.md`, content: `# ${name}\n\nwritten by the chat\n` },
        })),
      },
      { text: "All done." },
    ],
    faults: [],
    piece: 8,
    delayMs: 3,
  });
  const { page } = studio;
  const { folder } = await createFromStarter(studio, "Harbor Market");
  await connect(studio, server);

  await field(page).fill("Write three notes");
  await field(page).press("Enter");
  await expect(view(page).getByText("three", { exact: true })).toBeVisible();
  const approve = page.getByRole("button", { name: "Approve once" });
  await expect(approve).toHaveCount(3, { timeout: 20_000 });
  await page.getByRole("button", { name: "Cancel notes/b.md" }).click();
  await expect(approve).toHaveCount(2);
  await approveAll(page);
  await expect(view(page).getByText("All done.")).toBeVisible();
  const written = (): Promise<boolean[]> =>
    Promise.all(["a", "b", "c"].map((name) => exists(path.join(folder, `notes/${name}.md`))));
  expect(await written()).toEqual([true, false, true]);

  await page.getByRole("button", { name: "Undo the run" }).click();
  await expect.poll(written).toEqual([false, false, false]);
  await page.getByRole("button", { name: "Redo the run" }).click();
  await expect.poll(written).toEqual([true, false, true]);
});

/** Sets up the server as a provider, as a person does it. */
async function connect({ page }: Studio, server: ModelServer): Promise<void> {
  await openChat(page);
  await page.getByRole("button", { name: "Connect a key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Kind" }).selectOption("compatible");
  await dialog.getByRole("textbox", { name: "Address" }).fill(`${server.url}/v1`);
  await dialog.getByRole("textbox", { name: "Models" }).fill("double-1");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByRole("list", { name: "Providers of models" })).toContainText(
    "127.0.0.1",
  );
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Model: double-1" })).toBeVisible();
}
