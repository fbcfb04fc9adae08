import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { clickIntoText, openFile, untilReady, save } from "./openApp.ts";
import { expect, type Studio, test } from "./studio.ts";

/** An app with Prettier's configuration; its preview is of no interest here. */
async function createApp(studio: Studio): Promise<string> {
  await studio.page.getByRole("button", { name: "Create an app from Blank page" }).click();
  await expect(studio.page.getByRole("tree")).toBeVisible();
  const apps = path.join(studio.dataDir, "apps");
  const [name] = await readdir(apps);
  if (name === undefined) throw new Error("no app was made");
  return path.join(apps, name);
}

const MESSY = `export function sum( a:number,b:number ){
    return a+b
}

export const kept = "this line stays";
export const   wide = [ 1,2 ];
`;

const TIDY = `export function sum(a: number, b: number) {
  return a + b
}

export const kept = 'this line stays'
export const wide = [1, 2]
`;

test("a save brings a file into the app's form, and the cursor stays in its line", async ({
  studio,
}) => {
  const folder = await createApp(studio);
  await writeFile(path.join(folder, ".prettierrc"), '{ "semi": false, "singleQuote": true }');
  await writeFile(path.join(folder, "src/sum.ts"), MESSY);
  await openFile(studio.page, "sum.ts");
  await studio.page
    .locator(".monaco-editor .view-line")
    .filter({ hasText: "stays" })
    .click({ position: { x: 4, y: 8 } });
  await studio.page.keyboard.press("End");
  await studio.page.keyboard.type(" // typed");
  await save(studio.page);
  const file = path.join(folder, "src/sum.ts");
  const typed = TIDY.replace("stays'", "stays' // typed");
  await expect.poll(() => readFile(file, "utf8")).toBe(typed);
  // The cursor went along with its line.
  await studio.page.keyboard.type("!");
  await save(studio.page);
  await expect.poll(() => readFile(file, "utf8")).toBe(typed.replace("typed", "typed!"));
});

test("a formatter that loops, or an error in the text, never keeps a save back", async ({
  studio,
}) => {
  const folder = await createApp(studio);
  // Its packages come from its starter first.
  await untilReady(studio.page);
  const own = path.join(folder, "node_modules/prettier");
  await mkdir(own, { recursive: true });
  await writeFile(path.join(own, "package.json"), '{ "name": "prettier", "main": "index.cjs" }');
  await writeFile(
    path.join(own, "index.cjs"),
    `exports.getFileInfo = async () => ({ ignored: false, inferredParser: "babel" });
     exports.resolveConfig = async () => ({});
     exports.format = async () => { for (;;) {} };`,
  );
  await writeFile(path.join(folder, ".prettierrc"), "{}");
  await writeFile(path.join(folder, "src/sum.ts"), "export const a = 1;\n");
  await openFile(studio.page, "sum.ts");
  await clickIntoText(studio.page);
  await studio.page.keyboard.press("Control+Home");
  await studio.page.keyboard.type("/* mine */ ");
  await save(studio.page);
  await expect
    .poll(() => readFile(path.join(folder, "src/sum.ts"), "utf8"))
    .toBe("/* mine */ export const a = 1;\n");
  await expect(studio.page.getByText("sum.ts was not formatted").first()).toBeVisible();
});

test("a file is formatted on request with Studio's own formatter", async ({ studio }) => {
  const folder = await createApp(studio);
  await writeFile(path.join(folder, "src/sum.ts"), MESSY);
  await openFile(studio.page, "sum.ts");
  await clickIntoText(studio.page);
  await save(studio.page);
  // Without a set up of the app's own a save leaves the form alone.
  expect(await readFile(path.join(folder, "src/sum.ts"), "utf8")).toBe(MESSY);
  await studio.page.keyboard.press("Alt+Shift+F");
  await expect(studio.page.locator(".view-line").first()).toHaveText(
    /function\ssum\(a:\snumber,\sb:\snumber\)/, // Monaco draws spaces as unbreakable ones.
  );
  await save(studio.page);
  await expect
    .poll(() => readFile(path.join(folder, "src/sum.ts"), "utf8"))
    .toContain("return a + b;");
});
