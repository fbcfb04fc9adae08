// The app's own worker with its bindings, and the edge that serves on while Studio is closed.
import { request } from "node:http";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { createFromStarter, livePage, openRecent, untilReady } from "./openApp.ts";
import { expect, test } from "./studio.ts";

test.describe.configure({ mode: "serial" });
test.skip(({ launcher }) => launcher !== "headless", "the shell makes no difference here");

const STARTER = "Harbor Market";
const BLANK = "Blank page";

const WRANGLER = {
  name: "harbor-market",
  main: "worker/index.ts",
  compatibility_date: "2026-09-01",
  assets: { directory: "./dist", binding: "ASSETS" },
  vars: { GREETING: "hello" },
  kv_namespaces: [{ binding: "VISITS", id: "visits" }],
  ai: { binding: "AI" },
};

const WORKER = `export default {
  async fetch(request: Request, env: any): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/api/far") return fetch("http://localhost:9/");
    const n = Number((await env.VISITS.get("n")) ?? 0) + 1;
    await env.VISITS.put("n", String(n));
    console.log("visit", n, "of", env.KEY === "in .dev.vars" ? "one who knows" : "a stranger");
    return Response.json({ n, greeting: env.GREETING });
  },
};
`;

async function callApi(page: Page, url: string): Promise<{ status: number; text: string }> {
  return livePage(page)
    .locator("body")
    .evaluate(async (_, path) => {
      const response = await fetch(path);
      return { status: response.status, text: await response.text() };
    }, url);
}

/** By address, as nothing but a browser resolves `*.localhost`. */
function visit(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      { host: "127.0.0.1", port, headers: { host, accept: "text/html" } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    call.on("error", reject);
    call.end();
  });
}

test("an app's worker gets what its wrangler file names, and says what it cannot have", async ({
  studio,
}) => {
  const { folder } = await createFromStarter(studio, STARTER);
  const { page } = studio;
  await writeFile(path.join(folder, ".dev.vars"), 'KEY="in .dev.vars"\n');
  await writeFile(path.join(folder, "worker/index.ts"), WORKER);
  await writeFile(path.join(folder, "wrangler.jsonc"), JSON.stringify(WRANGLER, null, 2));

  const strip = page.getByRole("status").filter({ hasText: "AI (Workers AI) is not served" });
  await expect(strip).toBeVisible({ timeout: 20_000 });
  await expect(async () => {
    const { status, text } = await callApi(page, "/api/visits");
    expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 200, greeting: "hello" });
  }).toPass({ timeout: 20_000 });

  await strip.getByRole("button", { name: "Show the worker" }).click();
  const panel = page.getByRole("tabpanel", { name: /Worker/ });
  await expect(panel.getByText("Answers /api")).toBeVisible();
  await expect(panel.getByText("VISITS", { exact: true })).toBeVisible();
  const log = panel.getByRole("log");
  await expect(log).toContainText(/visit \d+ of one who knows/);
  await expect(log).toContainText("GET /api/visits 200");
  await expect(panel).not.toContainText("in .dev.vars");

  expect((await callApi(page, "/api/far")).status).toBe(403);
  const card = panel.getByRole("listitem").filter({ hasText: "kept from localhost:9" });
  await card.getByRole("button", { name: "Allow this host" }).click();
  await expect(panel.getByRole("list", { name: "Allowed hosts" })).toContainText("localhost:9");
  await expect(card).toBeHidden();
  expect((await callApi(page, "/api/far")).status).not.toBe(403);
});

test("previews are served on while Studio is closed, and the next start takes over", async ({
  studio,
}) => {
  await createFromStarter(studio, BLANK);
  const edge = () => studio.page.getByRole("button", { name: /^Local edge/ });
  const popover = () => studio.page.getByRole("dialog", { name: "Local edge" });
  const keep = () => popover().getByRole("checkbox", { name: /Keep previews served/ });
  await edge().click();
  await expect(popover()).toContainText("http://127.0.0.1:");
  await expect(popover()).toContainText("••••••••");
  await popover().getByRole("button", { name: "Show the token" }).click();
  await expect(popover()).not.toContainText("••••••••");
  await keep().check();
  // One that was started to stay is in no group of Studio's.
  const api = popover().getByText(/^http:\/\/127\.0\.0\.1:\d+/);
  const before = (await api.textContent()) ?? "";
  await popover().getByRole("button", { name: "Restart the edge" }).click();
  await expect(api).not.toHaveText(before, { timeout: 20_000 });
  const shown = /preview-<name>\.localhost:(\d+)/.exec((await popover().textContent()) ?? "");
  const port = Number(shown?.[1]);
  await studio.page.keyboard.press("Escape");
  await untilReady(studio.page);
  const frame = studio.page.locator('iframe[title="Live page of the app"]');
  const { host } = new URL((await frame.getAttribute("src")) ?? "");

  await studio.stop();
  expect(await visit(port, host)).toBe(200);

  await studio.start();
  await openRecent(studio.page, BLANK);
  await untilReady(studio.page);
  await edge().click();
  await expect(popover()).toContainText(`localhost:${port}`);
  await expect(popover()).toContainText("taken over");
  await expect(keep()).toBeChecked();
  await keep().uncheck();
  await studio.stop();
  await expect(visit(port, host)).rejects.toThrow(/ECONNREFUSED/);
});
