import { expect, test } from "vitest";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { type GroupsEvent, NO_GROUPS, reduceGroups, type TabGroups } from "./tabGroups.ts";
import { fileKey, type TabKey, type TabSubject } from "./tabs.ts";

const file = (name: string): TabSubject => ({ kind: "file", path: name as FilePath });
const key = (name: string): TabKey => fileKey(name as FilePath);

const open = (name: string): GroupsEvent => ({
  type: "tabs",
  event: { type: "open", subject: file(name), preview: false },
});
const close = (name: string): GroupsEvent => ({
  type: "tabs",
  event: { type: "close", keys: [key(name)] },
});
const split = (name: string, group = 0): GroupsEvent => ({ type: "split", group, key: key(name) });
const carry = (name: string, from: number, to: number | null, at = 9): GroupsEvent => ({
  type: "carry",
  from,
  key: key(name),
  to,
  at,
});

function play(...events: readonly GroupsEvent[]): TabGroups {
  return events.reduce(reduceGroups, NO_GROUPS);
}

/** `a [b] | >[c]`: two groups, the second has the focus. */
function drawn(state: TabGroups): string {
  return state.groups
    .map(({ id, tabs }) => {
      const row = tabs.tabs.map((tab) => {
        const name = tab.key.replace("file:", "");
        return tab.key === tabs.active ? `[${name}]` : name;
      });
      return `${id === state.focused ? ">" : ""}${row.join(" ")}`;
    })
    .join(" | ");
}

test("a split shows the same file in a second group", () => {
  expect(drawn(play(open("a"), open("b"), split("b")))).toBe("a [b] | >[b]");
});

test("each group has tabs of its own, and files open where the keyboard is", () => {
  const state = play(open("a"), split("a"), open("c"), { type: "focus", group: 0 }, open("d"));
  expect(drawn(state)).toBe(">a [d] | a [c]");
});

test("a tab dragged over leaves its group", () => {
  const state = play(open("a"), open("b"), split("a"));
  expect(drawn(reduceGroups(state, carry("b", 0, 1, 0)))).toBe("[a] | >[b] a");
});

test("a tab dragged to the edge opens a second group", () => {
  expect(drawn(play(open("a"), open("b"), carry("b", 0, null)))).toBe("[a] | >[b]");
});

test("the only tab dragged to the edge stays alone", () => {
  expect(drawn(play(open("a"), carry("a", 0, null)))).toBe(">[a]");
});

test("a group goes with its last tab, the other keeps what it is", () => {
  const state = play(open("a"), split("a"), open("b"), { type: "focus", group: 0 }, close("a"));
  expect(drawn(state)).toBe(">a [b]");
  expect(state.groups[0]?.id).toBe(1);
});

test("closed tabs come back, the last closed first", () => {
  const state = play(open("a"), open("b"), {
    type: "close-everywhere",
    keys: [key("a"), key("b")],
  });
  expect(drawn(state)).toBe(">");
  expect(drawn(reduceGroups(state, { type: "reopen" }))).toBe(">[b]");
  const twice = [1, 2].reduce((before) => reduceGroups(before, { type: "reopen" }), state);
  expect(drawn(twice)).toBe(">b [a]");
});

test("a file that is still open beside was not closed", () => {
  const state = play(open("a"), split("a"), close("a"));
  expect(state.closed).toEqual([]);
});

test("a renamed file is neither closed nor lost from what was closed", () => {
  const from = "a" as FilePath;
  const state = play(open("a"), open("b"), close("b"), {
    type: "renamed",
    from,
    to: "c" as FilePath,
  });
  expect(drawn(state)).toBe(">[c]");
  expect(state.closed).toEqual([file("b")]);
});
