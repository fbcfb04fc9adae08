import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { NO_TABS, reduceTabs, type TabEvent, type Tabs } from "./tabs.ts";

const path = (text: string): FilePath => text as FilePath;

function play(...events: readonly TabEvent[]): Tabs {
  return events.reduce(reduceTabs, NO_TABS);
}

const pinned = (name: string): TabEvent => ({ type: "open", path: path(name), pinned: true });
const glance = (name: string): TabEvent => ({ type: "open", path: path(name), pinned: false });

/** `a b* [c]`: c is active, b is the preview. */
function drawn(tabs: Tabs): string {
  return tabs.tabs
    .map((tab) => `${tab.path}${tab.preview ? "*" : ""}`)
    .map((text, i) => (tabs.tabs[i]?.path === tabs.active ? `[${text}]` : text))
    .join(" ");
}

test("a glance at a file replaces the glance before it, a pinned one stays", () => {
  expect(drawn(play(pinned("a"), glance("b"), glance("c")))).toBe("a [c*]");
  expect(drawn(play(pinned("a"), glance("b"), pinned("b"), glance("c")))).toBe("a b [c*]");
});

test("a new tab opens beside the active one", () => {
  const tabs = play(pinned("a"), pinned("b"), { type: "show", path: path("a") }, pinned("c"));
  expect(drawn(tabs)).toBe("a [c] b");
});

test("closing the active tab shows the one looked at before it", () => {
  const tabs = play(
    pinned("a"),
    pinned("b"),
    pinned("c"),
    { type: "show", path: path("a") },
    { type: "show", path: path("c") },
    { type: "close", paths: [path("c")] },
  );
  expect(drawn(tabs)).toBe("[a] b");
});

test("closed tabs come back, the last closed first", () => {
  const closed = play(pinned("a"), pinned("b"), { type: "close", paths: [path("a"), path("b")] });
  expect(drawn(closed)).toBe("");
  expect(drawn(reduceTabs(closed, { type: "reopen" }))).toBe("[b]");
  expect(
    drawn(
      [{ type: "reopen" }, { type: "reopen" }].reduce<Tabs>(
        (s) => reduceTabs(s, { type: "reopen" }),
        closed,
      ),
    ),
  ).toBe("b [a]");
});

test("a tab is dragged to another place", () => {
  const tabs = play(pinned("a"), pinned("b"), pinned("c"));
  expect(drawn(reduceTabs(tabs, { type: "move-tab", path: path("c"), to: 0 }))).toBe("[c] a b");
  expect(drawn(reduceTabs(tabs, { type: "move-tab", path: path("a"), to: 9 }))).toBe("b [c] a");
});

test("stepping goes round", () => {
  const tabs = play(pinned("a"), pinned("b"));
  expect(drawn(reduceTabs(tabs, { type: "step", by: 1 }))).toBe("[a] b");
  expect(drawn(reduceTabs(tabs, { type: "step", by: -1 }))).toBe("[a] b");
});

test("a renamed folder takes its open files along", () => {
  const tabs = play(pinned("src/a.ts"), pinned("srcs/b.ts"), pinned("src/c/d.ts"));
  expect(drawn(reduceTabs(tabs, { type: "renamed", from: path("src"), to: path("lib") }))).toBe(
    "lib/a.ts srcs/b.ts [lib/c/d.ts]",
  );
});

test("a file renamed onto an open one leaves one tab", () => {
  const tabs = play(pinned("a"), pinned("b"));
  expect(drawn(reduceTabs(tabs, { type: "renamed", from: path("b"), to: path("a") }))).toBe("[a]");
});

test("a rename that only changes case keeps the tab", () => {
  const tabs = play(pinned("Card.tsx"));
  const renamed = reduceTabs(tabs, {
    type: "renamed",
    from: path("Card.tsx"),
    to: path("card.tsx"),
  });
  expect(drawn(renamed)).toBe("[card.tsx]");
});
