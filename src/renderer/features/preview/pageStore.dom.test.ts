// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from "vitest";
import { currentPath } from "./pageHistory.ts";
import { forgetPage, PageFrame, usePage } from "./pageStore.ts";

const URL_OF_PAGE = "http://preview-jwbqqn.localhost:4100/";
const ORIGIN = "http://preview-jwbqqn.localhost:4100";

let frame: HTMLIFrameElement;
let page: PageFrame;
let sent: unknown[];

/** A frame whose page does not load: what it would say is said by the test. */
function makeFrame(): HTMLIFrameElement {
  const made = document.createElement("iframe");
  let src = "";
  const window = { postMessage: (...message: unknown[]) => sent.push(message) };
  Object.defineProperty(made, "contentWindow", { value: window });
  Object.defineProperty(made, "src", {
    get: () => src,
    set: (value: string) => {
      src = value;
    },
  });
  return made;
}

function say(data: unknown, from: { origin?: string; source?: unknown } = {}): void {
  const event = new MessageEvent("message", { data, origin: from.origin ?? ORIGIN });
  Object.defineProperty(event, "source", { value: from.source ?? frame.contentWindow });
  window.dispatchEvent(event);
}

const hello = (path: string) => ({ type: "studio:page", path, title: "Harbor Market", rev: 3 });

beforeEach(() => {
  sent = [];
  forgetPage();
  frame = makeFrame();
  page = new PageFrame(frame, URL_OF_PAGE);
});

afterEach(() => page[Symbol.dispose]());

test("a page says where it is", () => {
  say(hello("/shop?filter=new"));
  expect(currentPath(usePage.getState().history)).toBe("/shop?filter=new");
  expect(usePage.getState()).toMatchObject({ title: "Harbor Market", greeted: true });
});

test.each([
  ["another origin", hello("/evil"), { origin: "http://preview-other.localhost:4100" }],
  ["another window", hello("/evil"), { source: {} }],
  ["a message of another kind", { type: "evil", path: "/evil" }, {}],
  ["a path that is none", { type: "studio:page", path: "http://evil", title: "" }, {}],
  ["a path without end", { type: "studio:page", path: `/${"a".repeat(5000)}`, title: "" }, {}],
  ["no title", { type: "studio:page", path: "/evil" }, {}],
])("nothing is believed from %s", (_what, data, from) => {
  say(data, from);
  expect(usePage.getState()).toMatchObject({ greeted: false, title: "" });
  expect(currentPath(usePage.getState().history)).toBe("/");
});

test("a page that is there is asked to go, and loaded when it does not answer", async () => {
  say(hello("/"));
  page.navigate("/cart");
  expect(sent).toEqual([[{ type: "studio:navigate", path: "/cart" }, ORIGIN]]);
  expect(frame.src).toBe(URL_OF_PAGE);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(frame.src).toBe(`${ORIGIN}/cart`);
});

test("a page that answers keeps its state", async () => {
  say(hello("/"));
  page.navigate("/cart");
  say(hello("/cart"));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(frame.src).toBe(URL_OF_PAGE);
  page.step(-1);
  expect(sent.at(-1)).toEqual([{ type: "studio:navigate", path: "/" }, ORIGIN]);
});

test("a path that a page made up does not lead the frame elsewhere", () => {
  say(hello("//evil.example/"));
  page.reload();
  expect(new URL(frame.src).origin).toBe(ORIGIN);
});
