import { expect, test } from "vitest";
import { applyLineEdits } from "../tools/lineEdits.ts";
import { addApiRoute } from "./addApiRoute.ts";
import { addCrudTable } from "./addCrudTable.ts";
import { addDarkMode } from "./addDarkMode.ts";
import { addPage } from "./addPage.ts";
import { entityOf } from "./content/entity.ts";
import { changedLines } from "./changedLines.ts";
import { RecipeBook } from "./recipeBook.ts";
import { StarterApp } from "./testing/starterApp.ts";

const book = new RecipeBook({
  tools: { offered: () => [], exec: () => Promise.reject(new Error("never called")) },
  files: { list: () => Promise.resolve([]), read: () => Promise.resolve(null) },
});

function refused(message: string) {
  return { problem: expect.objectContaining({ message: expect.stringContaining(message) }) };
}

test("each recipe's own values are such that it can be started at once", () => {
  for (const { id, parameters } of book.list()) {
    const initial = Object.fromEntries(parameters.map(({ name, initial: value }) => [name, value]));
    expect(book.prepare(id, initial).version).toBeGreaterThan(0);
  }
});

test("parameters that make no sense are refused by their label", () => {
  expect(() => book.prepare("add-page", { name: "" })).toThrow("Name: needs a name.");
  expect(() => book.prepare("add-page", { name: "123" })).toThrow("Name: begins with a letter");
  const twice = [
    { name: "a", type: "text", required: true },
    { name: "a", type: "text", required: true },
  ];
  expect(() => book.prepare("add-crud-table", { name: "X", fields: twice })).toThrow(
    "Fields: has two fields of one name.",
  );
  expect(() => book.prepare("no-such", {})).toThrow("There is no recipe no-such.");
});

test("the same page twice is refused, and nothing is written over", async () => {
  for (const starter of ["blank", "dashboard", "storefront"]) {
    using app = new StarterApp(starter);
    await app.apply(addPage, { name: "Team" });
    await expect(app.plan(addPage, { name: "team" })).rejects.toMatchObject(refused("already"));
  }
});

test("a theme switch that is there already is left alone", async () => {
  using app = new StarterApp("dashboard");
  await expect(app.plan(addDarkMode, {})).rejects.toMatchObject(
    refused("The app has a theme switch already, see src/hooks/useTheme.ts."),
  );
});

test("an app that is built otherwise is refused with the reason", async () => {
  using noTailwind = new StarterApp("blank");
  await noTailwind.write("package.json", '{"dependencies":{"react":"19.3.1"}}');
  await expect(noTailwind.plan(addPage, { name: "Team" })).rejects.toMatchObject(
    refused("it has no Tailwind CSS"),
  );

  using otherMain = new StarterApp("blank");
  await otherMain.write("src/main.tsx", "document.body.append('hello');\n");
  await expect(otherMain.plan(addPage, { name: "Team" })).rejects.toMatchObject(
    refused("no src/main.tsx that shows <App />"),
  );

  using twoRouters = new StarterApp("storefront");
  await twoRouters.write("src/Other.tsx", await twoRouters.text("src/routes/AppRoutes.tsx"));
  await expect(twoRouters.plan(addPage, { name: "Team" })).rejects.toMatchObject(
    refused("it has several <Routes>: src/Other.tsx, src/routes/AppRoutes.tsx."),
  );

  using otherWorker = new StarterApp("storefront");
  await otherWorker.write("worker/index.ts", "export default app;\n");
  await expect(otherWorker.plan(addApiRoute, { name: "Team" })).rejects.toMatchObject(
    refused("where worker/index.ts decides on an address cannot be told."),
  );
});

test("text of a person never becomes code", async () => {
  using app = new StarterApp("storefront");
  const intro = '</p>{alert(1)}<p title="x';
  const plan = await app.plan(addPage, { name: 'A "b" {c} </h1>', intro });
  const [page] = plan.newFiles;
  expect(page?.text).toContain(`{${JSON.stringify(intro)}}`);
  expect(page?.text).toContain(`{${JSON.stringify('A "b" {c} </h1>')}}`);
  expect(plan.edits.find(({ path }) => path.endsWith("links.ts"))?.after).toContain(
    String.raw`label: "A \"b\" {c} </h1>"`,
  );
});

test("files with Windows line ends keep them", async () => {
  using app = new StarterApp("storefront");
  const file = "src/components/layout/links.ts";
  await app.write(file, (await app.text(file)).replaceAll("\n", "\r\n"));
  await app.apply(addPage, { name: "Team" });
  const text = await app.text(file);
  expect(text).toContain('{ to: "/team", label: "Team" },\r\n');
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
});

test("a migration asks for what the form asks for", async () => {
  using app = new StarterApp("blank");
  const fields = [{ name: "due_date", type: "date", required: true }];
  const { calls } = await app.plan(addCrudTable, { name: "Task", fields, migration: true });
  expect(calls).toEqual([
    {
      tool: "create_supabase_table",
      input: { table: "tasks", columns: [{ name: "due_date", type: "date", nullable: false }] },
    },
  ]);
});

test.each([
  ["Customers", "Customers", "customer", "customers"],
  ["Team member", "Team members", "team member", "team_members"],
  ["Companies", "Companies", "company", "companies"],
  ["box", "Boxes", "box", "boxes"],
  ["Café", "Cafes", "cafe", "cafes"],
])("%s is known by all its names", (name, title, one, table) => {
  expect(entityOf(name, [])).toMatchObject({ title, one, table });
});

test.each([
  ["a\nb\nc\n", "a\nx\nc\n"],
  ["a\nb\n", "a\nnew\nb\n"],
  ["a\n\nb\n", "a\nb\n"],
  ["a\n", "a\n\nz\n"],
  ["a\nb", "a"],
])("changed lines lead from %j to %j", (before, after) => {
  expect(applyLineEdits({ path: "x", text: before }, [changedLines(before, after)])).toBe(after);
});
