// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addCommands } from "../../ui/commands.ts";
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

test("an address leads the frame there, and back leads back", () => {
  say(hello("/"));
  page.navigate("/cart");
  expect(frame.src).toBe(`${ORIGIN}/cart`);
  say(hello("/cart"));
  page.step(-1);
  expect(frame.src).toBe(`${ORIGIN}/`);
  expect(usePage.getState().history).toEqual({ paths: ["/", "/cart"], at: 0 });
});

test("a page that runs is asked to reload by itself", () => {
  say(hello("/cart"));
  sent = [];
  page.reload();
  expect(sent).toEqual([[{ type: "studio:reload" }, ORIGIN]]);
  expect(frame.src).toBe(URL_OF_PAGE);
});

test("a page is waited for until it says hello, or anything else was loaded", () => {
  const loading = (): boolean => usePage.getState().loading;
  expect(loading()).toBe(true);
  say(hello("/"));
  expect(loading()).toBe(false);
  page.reload();
  expect(loading()).toBe(true);
  frame.dispatchEvent(new Event("load"));
  expect(loading()).toBe(false);
});

test("a page that never said hello is loaded anew", () => {
  frame.src = "";
  page.reload();
  expect({ sent, src: frame.src }).toEqual({ sent: [], src: URL_OF_PAGE });
});

test("a path that a page made up does not lead the frame elsewhere", () => {
  say(hello("//evil.example/"));
  page.navigate("//evil.example/");
  expect(new URL(frame.src).origin).toBe(ORIGIN);
});

describe("keys pressed in the page", () => {
  let ran: string[];
  let stop: () => void;
  const command = (id: string, key: string) => ({
    id,
    key,
    title: id,
    category: "Test",
    run: () => void ran.push(id),
  });

  beforeEach(() => {
    ran = [];
    stop = addCommands([command("view.palette", "mod+shift+p"), command("files.delete", "mod+d")]);
    const activation = { isActive: true };
    Object.defineProperty(navigator, "userActivation", { value: activation, configurable: true });
    Object.defineProperty(document, "activeElement", { value: frame, configurable: true });
  });

  afterEach(() => {
    stop();
    Reflect.deleteProperty(document, "activeElement");
  });

  test("the page is told which keys to pass on, and only of harmless commands", () => {
    say(hello("/"));
    expect(sent).toEqual([[{ type: "studio:keys", keys: ["mod+shift+p"] }, ORIGIN]]);
  });

  test("one of them runs its command, any other runs nothing", () => {
    say({ type: "studio:key", key: "mod+shift+p" });
    say({ type: "studio:key", key: "mod+d" });
    say({ type: "studio:key", key: "files.delete" });
    expect(ran).toEqual(["view.palette"]);
  });

  test("a page that has not the focus, or nobody who uses it, only claims a press", () => {
    Object.defineProperty(document, "activeElement", { value: document.body, configurable: true });
    say({ type: "studio:key", key: "mod+shift+p" });
    Object.defineProperty(document, "activeElement", { value: frame, configurable: true });
    Object.defineProperty(navigator, "userActivation", {
      value: { isActive: false },
      configurable: true,
    });
    say({ type: "studio:key", key: "mod+shift+p" });
    expect(ran).toEqual([]);
  });
});
