import { expect, test } from "vitest";
import type { ConsoleEntry, LoggedValue, PageFailure } from "../../../common/apps/pageCapture.ts";
import { Redaction } from "../../client/redactSecrets.ts";
import { type Filters, printed, shownItems, textOf } from "./consoleItem.ts";
import { type ConsoleLog, EMPTY_LOG, withDocument, withEntry, withFailure } from "./consoleLog.ts";

const redaction = new Redaction();
const ALL: Filters = { error: true, warn: true, info: true, debug: true };

const text = (value: string): LoggedValue => ({ kind: "primitive", type: "string", text: value });

function entry(said: string, change: Partial<ConsoleEntry> = {}): ConsoleEntry {
  return { level: "log", act: "print", values: [text(said)], at: 1, stack: [], ...change };
}

function logOf(...entries: readonly ConsoleEntry[]): ConsoleLog {
  return entries.reduce(
    (log, each) => withEntry(log, each, { redaction, keeps: false }),
    EMPTY_LOG,
  );
}

const shown = (log: ConsoleLog, change: Partial<Parameters<typeof shownItems>[1]> = {}) =>
  shownItems(log.items, { filters: ALL, words: "", closed: log.closed, ...change }).map(textOf);

test("the same call in a row is counted, not repeated", () => {
  const { items } = logOf(entry("tick"), entry("tick"), entry("tock"), entry("tick"));
  expect(items.map((item) => [textOf(item), "count" in item && item.count])).toEqual([
    ["tick", 2],
    ["tock", 1],
    ["tick", 1],
  ]);
});

test("a group that begins closed hides what is in it, and only that", () => {
  const log = logOf(
    entry("Order", { act: "group-collapsed" }),
    entry("two boats"),
    entry("", { act: "group-end", values: [] }),
    entry("after"),
  );
  expect(shown(log)).toEqual(["Order", "after"]);
  expect(shown(log, { closed: new Set() })).toEqual(["Order", "two boats", "after"]);
});

test("levels and words choose what is shown; log counts as info", () => {
  const log = logOf(entry("boat"), entry("storm", { level: "warn" }));
  expect(shown(log, { filters: { ...ALL, info: false } })).toEqual(["storm"]);
  expect(shown(log, { words: "BOA" })).toEqual(["boat"]);
});

test("a new document begins anew, or below what is kept", () => {
  const log = logOf(entry("old"));
  expect(withDocument(log, { path: "/shop", at: 2, keeps: false }).items).toEqual([]);
  expect(shown(withDocument(log, { path: "/shop", at: 2, keeps: true }))).toEqual(["old", "/shop"]);
});

test("members of telling names are not kept", () => {
  const user: LoggedValue = {
    kind: "object",
    className: "Object",
    isList: false,
    entries: [
      ["name", text("Ada")],
      ["password", text("hunter2")],
    ],
    more: 0,
  };
  const [item] = logOf(entry("", { values: [user] })).items;
  if (item === undefined) throw new Error("no item");
  expect(textOf(item)).toBe('{ name: "Ada", password: "[redacted]" }');
});

test("what was thrown is an error that repeats as one", () => {
  const failure: PageFailure = { kind: "error", name: "Error", message: "torn", stack: [], at: 1 };
  const log = withFailure(withFailure(EMPTY_LOG, failure, redaction), failure, redaction);
  expect(log.items).toMatchObject([{ kind: "failure", message: "torn", count: 2 }]);
});

test("deep values are cut where a line would not end", () => {
  const leaf: LoggedValue = {
    kind: "object",
    className: "Map",
    isList: false,
    entries: [],
    more: 2,
  };
  const inside = (value: LoggedValue): LoggedValue => ({
    kind: "object",
    className: "Object",
    isList: false,
    entries: [["in", value]],
    more: 0,
  });
  expect(printed(inside(inside(leaf)))).toBe("{ in: { in: Map {…} } }");
});
