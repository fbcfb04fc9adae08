import { writeFile } from "node:fs/promises";
import path from "node:path";
import {
  changeOutside,
  createFromStarter,
  livePage,
  openFile,
  openRecent,
  retypeWord,
  save,
  untilReady,
} from "./openApp.ts";
import { expect, test } from "./studio.ts";

const BLANK = "Blank page";

/** What the shell has no part in: in its stand-in it would only be proven a second time. */
const BELOW_THE_SHELL = { tag: "@below-the-shell" };

test("a starter goes live, and a save repaints the page with its state kept", async ({
  studio,
}) => {
  const { preview } = await createFromStarter(studio, BLANK);
  const counter = preview.getByRole("button", { name: /Counted to/ });
  await counter.click();
  await counter.click();
  await openFile(studio.page, "App.tsx");
  await retypeWord(studio.page, "sentence", "harbour");
  await save(studio.page);
  await expect(preview.getByRole("heading")).toHaveText("Start with this harbour.");
  await expect(counter).toHaveText("Counted to 2");
  await expect(studio.page.getByRole("button", { name: /save → paint/ })).toBeVisible();
  await studio.page.getByRole("button", { name: "Reload the page" }).click();
  await expect(counter).toHaveText("Counted to 0");
  await expect(preview.getByRole("heading")).toHaveText("Start with this harbour.");
});

test("an app that is opened again shows what was saved last", async ({ studio }) => {
  await createFromStarter(studio, BLANK);
  await openFile(studio.page, "App.tsx");
  await retypeWord(studio.page, "sentence", "morning");
  await save(studio.page);
  await expect(livePage(studio.page).getByRole("heading")).toHaveText("Start with this morning.");
  await studio.restart();
  await openRecent(studio.page, BLANK);
  await expect(livePage(studio.page).getByRole("heading")).toHaveText("Start with this morning.");
  await untilReady(studio.page);
});

test("an error holds the last good page, says where it is, and goes when mended", async ({
  studio,
}) => {
  const { preview } = await createFromStarter(studio, BLANK);
  await openFile(studio.page, "App.tsx");
  await retypeWord(studio.page, "export", "exp ort");
  await save(studio.page);
  await expect(studio.page.getByText("src/App.tsx could not be compiled").first()).toBeVisible();
  await expect(preview.getByRole("heading").first()).toHaveText("Start with this sentence.");
  await expect(studio.page.getByRole("button", { name: /^\d+ problems?$/ })).toBeVisible();
  await retypeWord(studio.page, "exp ort", "export");
  await retypeWord(studio.page, "sentence", "evening");
  await save(studio.page);
  await expect(preview.getByRole("heading").first()).toHaveText("Start with this evening.");
  await expect(studio.page.getByRole("button", { name: "No problems" })).toBeVisible();
});

test(
  "files that another program adds and changes reach the tree and the page",
  BELOW_THE_SHELL,
  async ({ studio }) => {
    const { folder, preview } = await createFromStarter(studio, BLANK);
    await writeFile(
      path.join(folder, "src/Note.tsx"),
      "export function Note() {\n  return <p>Written elsewhere</p>;\n}\n",
    );
    await changeOutside(folder, "src/App.tsx", (source) =>
      source
        .replace(
          'import { useState } from "react";',
          (line) => `${line}\nimport { Note } from "./Note";`,
        )
        .replace("<button", "<Note /><button"),
    );
    await expect(preview.getByText("Written elsewhere")).toBeVisible();
    await expect(studio.page.getByRole("treeitem", { name: "Note.tsx" })).toBeVisible();
  },
);

test("with no network an app is made, changed and served", async ({ studio }) => {
  await studio.page.route(/^https?:\/\/(?!.*localhost)/, (route) => route.abort());
  const { preview } = await createFromStarter(studio, "Harbor Market");
  await expect(preview.getByRole("heading", { level: 1 })).toHaveText(
    "Fresh from the quay, every morning.",
  );
  await openFile(studio.page, "Hero.tsx");
  await retypeWord(studio.page, "quay", "pier");
  await save(studio.page);
  await expect(preview.getByRole("heading", { level: 1 })).toHaveText(
    "Fresh from the pier, every morning.",
  );
});

test(
  "a runaway worker of the app leaves its page and other work alone",
  BELOW_THE_SHELL,
  async ({ studio }) => {
    const { folder, preview } = await createFromStarter(studio, "Harbor Market");
    await changeOutside(folder, "worker/index.ts", (source) =>
      source.replace(
        /async fetch\([^)]*\)[^{]*\{/,
        (head) => `${head} if (request.url.endsWith("/api/loop")) for (;;) {}`,
      ),
    );
    const call = (at: string): Promise<number> =>
      preview
        .locator("body")
        .evaluate(async (_, url) => (await fetch(url)).status, at)
        // The room dies with the runaway: a page whose update was on its way then loads anew.
        .catch(() => 0);
    await expect.poll(() => call("/api/loop"), { timeout: 30_000 }).toBe(503);
    await expect.poll(() => call("/api/health"), { timeout: 30_000 }).toBe(200);
    await openFile(studio.page, "Hero.tsx");
    await retypeWord(studio.page, "quay", "pier");
    await save(studio.page);
    await expect(preview.getByRole("heading", { level: 1 })).toContainText("pier");
  },
);
