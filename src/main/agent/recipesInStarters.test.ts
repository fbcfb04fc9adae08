import { randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EMPTY_CHAT } from "../../common/apps/chat/chatState.ts";
import { silentLog } from "../../common/base/log.ts";
import { MessageId, ToolCallId } from "../../common/contracts/chat.ts";
import { RecordingSink, ToolFixture } from "./agentToolFixture.ts";
import { projectFiles } from "./projectFiles.ts";
import type { RunOutcome } from "../services/agent/agentPorts.ts";
import { addApiRoute } from "../services/agent/recipes/addApiRoute.ts";
import { addAuthScreen } from "../services/agent/recipes/addAuthScreen.ts";
import { addCrudTable } from "../services/agent/recipes/addCrudTable.ts";
import { addDarkMode } from "../services/agent/recipes/addDarkMode.ts";
import { addIntegration } from "../services/agent/recipes/addIntegration.ts";
import { addPage } from "../services/agent/recipes/addPage.ts";
import { RecipeBook } from "../services/agent/recipes/recipeBook.ts";
import { StarterApp } from "../services/agent/recipes/testing/starterApp.ts";
import { PackagesService } from "../services/packages/packagesService.ts";

const ENTRY = fileURLToPath(new URL("../packages/entry.ts", import.meta.url));
const RESOURCES = fileURLToPath(new URL("../../../resources", import.meta.url));
const CACHE = path.join(RESOURCES, "package-cache");
const hasPackages = existsSync(path.join(CACHE, ".stamp"));

const FIELDS = [
  { name: "name", type: "text", required: true },
  { name: "email", type: "email", required: false },
  { name: "due_date", type: "date", required: false },
  { name: "active", type: "boolean", required: false },
  { name: "budget", type: "number", required: false },
  { name: "notes", type: "long-text", required: false },
];

let home = "";
/** Of the starter that needs the most. */
let packages = "";

beforeAll(async () => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), "recipe-packages-")));
  packages = path.join(home, "app", "node_modules");
  if (!hasPackages) return;
  cpSync(path.join(RESOURCES, "starters/storefront/app"), path.join(home, "app"), {
    recursive: true,
    filter: (file) => path.basename(file) !== "node_modules",
  });
  await using service = new PackagesService({
    nodeBinary: process.execPath,
    entry: ENTRY,
    sources: {
      bundledCache: CACHE,
      cache: path.join(home, "cache"),
      otherCaches: [],
      preparedTrees: path.join(home, "trees"),
    },
    appOf: () => ({ folder: path.join(home, "app"), starter: "storefront" }),
    now: Date.now,
    log: silentLog,
  });
  const fixture = new ToolFixture();
  await service.installToEnd(fixture.appId, () => undefined);
  await fixture[Symbol.asyncDispose]();
}, 120_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

// The cache of packages is filled by `npm test`, which needs the network once.
test.skipIf(!hasPackages).each(["blank", "dashboard", "storefront"])(
  "every recipe in one app of the starter %s leaves it without a type error, and it builds",
  async (starter) => {
    using app = new StarterApp(starter);
    await app.usePackages(packages);
    await app.apply(addPage, { name: "Team" });
    await app.apply(addPage, { name: "Why us", layout: "Landing", intro: `It's "<b>" & {safe}.` });
    await app.apply(addPage, { name: "Opening hours", layout: "Questions" });
    await app.apply(addCrudTable, { name: "Customers", fields: FIELDS });
    await app.apply(addCrudTable, { name: "Order notes", fields: FIELDS.slice(3, 4) });
    await app.apply(addAuthScreen, {});
    if (starter === "blank") await app.apply(addDarkMode, {});
    await app.apply(addApiRoute, { name: "quotes" });
    await app.apply(addApiRoute, { name: "bookings", kind: "Receive and answer" });
    await app.apply(addIntegration, { service: "Resend" });
    await app.apply(addIntegration, { service: "Stripe" });
    expect(await app.typeErrors()).toBe("");
    expect(await app.build()).toBe("");
  },
  120_000,
);

test("a recipe works by the same tools as a model, and is taken back as one run", async () => {
  await using tools = new ToolFixture();
  cpSync(path.join(RESOURCES, "starters/dashboard/app"), tools.root, { recursive: true });
  const before = tools.disk("src/App.tsx");
  const { outcome, called, said } = await runRecipe(tools, "add-page", { name: "Team" });
  expect(outcome).toEqual({ status: "ok", failure: null, usage: null });
  expect(called).toEqual([
    "1 os-view src/types.ts",
    "1 os-view src/hooks/useHashView.ts",
    "1 os-view src/App.tsx",
    "1 os-view src/components/Sidebar.tsx",
    "2 os-write src/views/TeamView.tsx",
    "3 os-line-replace src/types.ts",
    "3 os-line-replace src/hooks/useHashView.ts",
    "3 os-line-replace src/App.tsx",
    "3 os-line-replace src/components/Sidebar.tsx",
  ]);
  expect(said[0]).toContain("no AI takes part");
  expect(tools.disk("src/App.tsx")).toContain('team: { title: "Team", Component: TeamView },');

  await tools.restorer.restore({
    appId: tools.appId,
    run: tools.run,
    direction: "undone",
    conflicts: "keep",
  });
  expect(tools.disk("src/App.tsx")).toBe(before);
  expect(existsSync(path.join(tools.root, "src/views/TeamView.tsx"))).toBe(false);
});

test("a table's migration has row level security, and nothing is run", async () => {
  await using tools = new ToolFixture();
  cpSync(path.join(RESOURCES, "starters/blank/app"), tools.root, { recursive: true });
  const parameters = { name: "Customers", fields: FIELDS, migration: true };
  const { outcome, migration } = await runRecipe(tools, "add-crud-table", parameters);
  expect(outcome.failure).toBe(null);
  const sql = tools.disk(migration);
  expect(sql).toContain("due_date date");
  expect(sql).toMatch(/enable row level security/i);
});

test("a call that is not allowed stops the recipe, which says what stands", async () => {
  await using tools = new ToolFixture();
  cpSync(path.join(RESOURCES, "starters/blank/app"), tools.root, { recursive: true });
  const { outcome } = await runRecipe(tools, "add-page", { name: "Team" }, "ask");
  expect(outcome.status).toBe("failed");
  expect(outcome.failure).toEqual({
    message: "The recipe stopped. os-write was not allowed.",
    next: "What was done before stands. Undo it, or mend the cause and run the recipe again.",
    retryable: true,
  });
  expect(existsSync(path.join(tools.root, "src/pages"))).toBe(false);
});

async function runRecipe(
  tools: ToolFixture,
  recipe: string,
  parameters: Record<string, unknown>,
  approval: "auto-all" | "ask" = "auto-all",
): Promise<{ outcome: RunOutcome; called: string[]; said: string[]; migration: string }> {
  // Begins to follow the folder.
  await tools.call("os-list", {});
  const files = projectFiles(() => tools.workspace as never);
  const book = new RecipeBook({ tools: tools.registry, files });
  const [called, said]: [string[], string[]] = [[], []];
  let migration = "";
  const outcome = await book.prepare(recipe, parameters).run({
    appId: tools.appId,
    chatId: tools.chat,
    run: tools.run,
    question: MessageId.parse(randomUUID()),
    answer: MessageId.parse(randomUUID()),
    mode: "build",
    approval,
    signal: new AbortController().signal,
    channel: {
      emit(event) {
        if (event.type === "part.ended") said.push(event.text);
      },
      call(tool, group) {
        const sink = new RecordingSink();
        sink.ended = ({ output }) => {
          const made = (output as { migration?: string } | null)?.migration;
          if (made !== undefined) migration = made;
        };
        return {
          id: ToolCallId.parse(randomUUID()),
          signal: new AbortController().signal,
          draft: () => undefined,
          async input(value) {
            called.push(`${group.split(":")[1]} ${tool} ${(value as { path?: string }).path}`);
          },
          sink,
        };
      },
      state: () => EMPTY_CHAT,
    },
  });
  return { outcome, called, said, migration };
}
