import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../../../../bench/support/browser.ts";
import { eventually } from "../../../../../tools/test/eventually.ts";
import { type InspectedApp, openInspectedApp } from "../../../../../tools/test/inspectedApp.ts";

let browser: Browser;
let app: InspectedApp;

const CARD = `import { cloneElement, createElement, useState } from "react";
export function Slot({ children, ...rest }) {
  return cloneElement(children, rest);
}
export function Card({ title }) {
  const [open, setOpen] = useState(false);
  const [, setCount] = useState(7);
  return (
    <li className="card p-4" style={{ padding: 12 }} onClick={() => setOpen(!open)}>
      <h3 className="title">{title}</h3>
      {createElement("em", null, "plain")}
    </li>
  );
}
`;

const APP = `import { Card, Slot } from "./Card.jsx";
import { Star } from "lib-icons";
export function App() {
  return (
    <main>
      <h1>Shop</h1>
      <Star id="star" />
      <Slot id="slotted"><a href="#x">Link</a></Slot>
      <ul>{["Tea", "Mug", "Pot"].map((name) => <Card key={name} title={name} />)}</ul>
      <section ref={(el) => { if (el && !el.firstChild) el.innerHTML = "<b>by hand</b>"; }} />
    </main>
  );
}
`;

const FILES = {
  "index.html": `<!doctype html><html><head></head><body><div id="root"></div><script type="module" src="/src/main.jsx"></script></body></html>`,
  "src/main.jsx": `import { createRoot } from "react-dom/client";
import { App } from "./App.jsx";
createRoot(document.getElementById("root")).render(<App />);
`,
  "src/App.jsx": APP.replace('"lib-icons"', '"./vendor/icons.js"'),
  "src/Card.jsx": CARD,
  // A library's own JSX is compiled without sources.
  "src/vendor/icons.js": `import { jsx } from "react/jsx-runtime";
export function Star(props) {
  return jsx("svg", { ...props, width: 10, height: 10, children: jsx("path", { d: "M0 0h9v9z" }) });
}
`,
};

beforeAll(async () => {
  browser = await launchBrowser();
  app = await openInspectedApp({ browser, files: FILES });
  await app.frame.waitForSelector("ul li:nth-child(3)");
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await browser.close();
});

/** Clicks with inspecting on, and answers with what Studio was told. */
async function pick(selector: string) {
  const before = (await app.heard("selected")).length;
  await app.send({ type: "inspect", on: true });
  await app.frame.click(selector, { force: true, position: { x: 2, y: 2 } });
  await eventually(async () =>
    expect((await app.heard("selected")).length).toBeGreaterThan(before),
  );
  const element = (await app.heard("selected")).at(-1)?.elements[0];
  if (element === undefined) throw new Error("Nothing was selected.");
  return element;
}

async function placeOf(text: string, needle: string, file: string) {
  const lines = text.split("\n");
  const line = lines.findIndex((content) => content.includes(needle));
  return { file, line: line + 1, column: (lines[line]?.indexOf(needle) ?? 0) + 1, sure: true };
}

test("a click selects what is under the pointer, with its place, owners and siblings of its kind", async () => {
  const element = await pick("li:nth-child(2) h3");
  expect(element).toMatchObject({
    tag: "h3",
    component: "Card",
    text: "Mug",
    classes: ["title"],
    source: await placeOf(CARD, "<h3", "src/Card.jsx"),
    noSource: null,
    instance: 1,
    instances: 3,
  });
  expect(element.owners.map(({ name, source }) => [name, source?.file, source?.line])).toEqual([
    ["Card", "src/App.jsx", 9],
    ["App", "src/main.jsx", 3],
  ]);
  expect(await app.frame.textContent("li:nth-child(2) h3")).toBe("Mug");
});

test("elements without JSX of their own say whose they are, and when that is not sure", async () => {
  expect((await pick("path")).source).toEqual(await placeOf(APP, "<Star", "src/App.jsx"));
  expect((await pick("#slotted")).source).toEqual(await placeOf(APP, "<a href", "src/App.jsx"));
  expect((await pick("em")).source).toMatchObject({ file: "src/Card.jsx", sure: false });
  expect((await pick("b")).source).toMatchObject({ file: "src/App.jsx", sure: false });
});

test("after Fast Refresh the place is the new one, state is kept, and Studio is told", async () => {
  await pick("li:nth-child(2) h3");
  const file = path.join(app.folder, "src/Card.jsx");
  const text = await readFile(file, "utf8");
  await writeFile(file, `// one\n// two\n// three\n${text}`);
  await eventually(async () => {
    const changed = (await app.heard("changed")).at(-1)?.elements[0];
    expect(changed?.source).toEqual({ ...(await placeOf(CARD, "<h3", "src/Card.jsx")), line: 13 });
  });
  expect((await pick("li:nth-child(1)")).source?.line).toBe(12);
});

test("facts name props, state, the rule that won, role and name", async () => {
  const element = await pick("li:nth-child(1)");
  const facts = await app.ask({ ask: "facts", id: element.id });
  expect(facts).toMatchObject({
    props: [{ name: "title", value: '"Tea"' }],
    accessible: { role: "listitem", focusable: false },
    listeners: [{ type: "click", via: "react" }],
  });
  expect(facts?.state?.map(({ value }) => value)).toEqual(["false", "7"]);
});

test("code that is selected outlines its elements, and the tree follows the page", async () => {
  const found = await app.ask({
    ask: "elementsAt",
    file: "src/App.jsx",
    firstLine: 9,
    lastLine: 9,
  });
  expect(found.map(({ tag }) => tag)).toEqual(["ul", "li", "li", "li"]);
  const [root] = await app.ask({ ask: "children", of: null });
  const [main] = await app.ask({ ask: "children", of: root?.id ?? "e0" });
  expect([root?.tag, main?.tag, main?.component, main?.children]).toEqual([
    "div",
    "main",
    "App",
    5,
  ]);
});

test("Escape leaves, and the app gets its clicks again", async () => {
  await pick("li:nth-child(3) h3");
  await app.page.keyboard.press("ArrowUp");
  await eventually(async () =>
    expect((await app.heard("selected")).at(-1)?.elements[0]?.tag).toBe("li"),
  );
  await app.page.keyboard.press("Escape");
  await eventually(async () =>
    expect((await app.heard("inspecting")).at(-1)).toEqual({ type: "inspecting", on: false }),
  );
  const count = (await app.heard("selected")).length;
  await app.frame.click("li:nth-child(3)");
  const { id } = (await app.heard("selected")).at(-1)?.elements[0] ?? { id: "e0" };
  const facts = await app.ask({ ask: "facts", id });
  expect(facts?.state?.[0]?.value).toBe("true");
  expect((await app.heard("selected")).length).toBe(count);
});
