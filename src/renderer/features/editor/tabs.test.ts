import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { fileKey, NO_TABS, reduceTabs, type TabEvent, type TabKey, type Tabs } from "./tabs.ts";

const path = (text: string): FilePath => text as FilePath;
const key = (text: string): TabKey => fileKey(path(text));

function play(...events: readonly TabEvent[]): Tabs {
  return events.reduce(reduceTabs, NO_TABS);
}

const open = (name: string, preview: boolean): TabEvent => ({
  type: "open",
  subject: { kind: "file", path: path(name) },
  preview,
});
const kept = (name: string): TabEvent => open(name, false);
const glance = (name: string): TabEvent => open(name, true);
const show = (name: string): TabEvent => ({ type: "show", key: key(name) });
const pin = (name: string, pinned = true): TabEvent => ({ type: "pin", key: key(name), pinned });
const move = (name: string, to: number): TabEvent => ({ type: "move", key: key(name), to });

/** `a! b* [c]`: a is pinned, b is the preview, c is active. */
function drawn(tabs: Tabs): string {
  return tabs.tabs
    .map((tab) => {
      const name = tab.key.replace("file:", "");
      const text = `${name}${tab.preview ? "*" : ""}${tab.pinned ? "!" : ""}`;
      return tab.key === tabs.active ? `[${text}]` : text;
    })
    .join(" ");
}

test("a glance at a file replaces the glance before it, a kept one stays", () => {
  expect(drawn(play(kept("a"), glance("b"), glance("c")))).toBe("a [c*]");
  expect(drawn(play(kept("a"), glance("b"), kept("b"), glance("c")))).toBe("a b [c*]");
});

test("a new tab opens beside the active one", () => {
  expect(drawn(play(kept("a"), kept("b"), show("a"), kept("c")))).toBe("a [c] b");
});

test("closing the active tab shows the one looked at before it", () => {
  const tabs = play(kept("a"), kept("b"), kept("c"), show("a"), show("c"), {
    type: "close",
    keys: [key("c")],
  });
  expect(drawn(tabs)).toBe("[a] b");
});

test("a tab is dragged to another place", () => {
  const tabs = play(kept("a"), kept("b"), kept("c"));
  expect(drawn(reduceTabs(tabs, move("c", 0)))).toBe("[c] a b");
  expect(drawn(reduceTabs(tabs, move("a", 9)))).toBe("b [c] a");
});

test("a pinned tab stands before the others and is never a glance", () => {
  const tabs = play(kept("a"), kept("b"), glance("c"), pin("c"));
  expect(drawn(tabs)).toBe("[c!] a b");
  expect(drawn(reduceTabs(tabs, pin("c", false)))).toBe("[c] a b");
});

test("no tab is dragged, and none opens, before a pinned one", () => {
  const tabs = play(kept("a"), kept("b"), kept("c"), pin("a"), pin("b"), show("a"));
  expect(drawn(reduceTabs(tabs, move("c", 0)))).toBe("[a!] b! c");
  expect(drawn(reduceTabs(tabs, move("a", 9)))).toBe("b! [a!] c");
  expect(drawn(reduceTabs(tabs, kept("d")))).toBe("a! b! [d] c");
});

test("stepping goes round", () => {
  const tabs = play(kept("a"), kept("b"));
  expect(drawn(reduceTabs(tabs, { type: "step", by: 1 }))).toBe("[a] b");
  expect(drawn(reduceTabs(tabs, { type: "step", by: -1 }))).toBe("[a] b");
});

test("a renamed folder takes its open files along", () => {
  const tabs = play(kept("src/a.ts"), kept("srcs/b.ts"), kept("src/c/d.ts"));
  expect(drawn(reduceTabs(tabs, { type: "renamed", from: path("src"), to: path("lib") }))).toBe(
    "lib/a.ts srcs/b.ts [lib/c/d.ts]",
  );
});

test("a file renamed onto an open one leaves one tab", () => {
  const tabs = play(kept("a"), kept("b"));
  expect(drawn(reduceTabs(tabs, { type: "renamed", from: path("b"), to: path("a") }))).toBe("[a]");
});

test("a rename that only changes case keeps the tab", () => {
  const tabs = play(kept("Card.tsx"));
  const renamed = reduceTabs(tabs, {
    type: "renamed",
    from: path("Card.tsx"),
    to: path("card.tsx"),
  });
  expect(drawn(renamed)).toBe("[card.tsx]");
});
