// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from "vitest";
import { useSettings } from "../client/facts.ts";
import { DEFAULT_SETTINGS } from "../client/settings.ts";
import { addCommands, type Command } from "../ui/commands.ts";
import { useChord } from "./chord.ts";
import { listenForKeys } from "./keybindings.ts";

let ran: string[] = [];
let stops: (() => void)[] = [];

const command = (id: string, rest: Partial<Command> = {}): Command => ({
  id,
  title: id,
  category: "Test",
  run: () => void ran.push(id),
  ...rest,
});

function add(...commands: Command[]): void {
  stops.push(addCommands(commands));
}

function bind(keybindings: Record<string, string | null>): void {
  useSettings.setState({ value: { ...DEFAULT_SETTINGS, keybindings } });
}

function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body) {
  const code = /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
  const event = new KeyboardEvent("keydown", {
    key,
    code,
    bubbles: true,
    cancelable: true,
    ...init,
  });
  target.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  ran = [];
  stops = [listenForKeys(window)];
  bind({});
});

afterEach(() => {
  for (const stop of stops) stop();
  document.body.replaceChildren();
});

test("a key runs its command and is taken from the page", () => {
  add(command("files.save", { key: "mod+s" }));
  const event = press("s", { ctrlKey: true });
  expect([ran, event.defaultPrevented]).toEqual([["files.save"], true]);
});

test("a key without a command is left to the page", () => {
  add(command("files.save", { key: "mod+s" }));
  const event = press("g", { ctrlKey: true });
  expect([ran, event.defaultPrevented]).toEqual([[], false]);
});

test("the person's own key replaces the default", () => {
  add(command("files.save", { key: "mod+s" }));
  bind({ "files.save": "alt+x" });
  press("s", { ctrlKey: true });
  press("x", { altKey: true });
  expect(ran).toEqual(["files.save"]);
});

test("a key that was taken away runs nothing", () => {
  add(command("files.save", { key: "mod+s" }));
  bind({ "files.save": null });
  press("s", { ctrlKey: true });
  expect(ran).toEqual([]);
});

test("the person's own key wins over another command's default", () => {
  add(command("files.save", { key: "mod+s" }), command("sync.now", { key: "f9" }));
  bind({ "sync.now": "mod+s" });
  press("s", { ctrlKey: true });
  expect(ran).toEqual(["sync.now"]);
});

test("a command that may not run leaves its key to the next", () => {
  add(
    command("tree.rename", { key: "f2", when: () => false }),
    command("code.rename", { key: "f2" }),
  );
  press("F2");
  expect(ran).toEqual(["code.rename"]);
});

test("a key that types a character is left to a text field", () => {
  add(command("list.search", { key: "k" }));
  const field = document.body.appendChild(document.createElement("input"));
  press("k", {}, field);
  expect(ran).toEqual([]);
  press("k");
  expect(ran).toEqual(["list.search"]);
});

test("a key held down runs its command once", () => {
  add(command("files.save", { key: "mod+s" }));
  press("s", { ctrlKey: true });
  press("s", { ctrlKey: true, repeat: true });
  expect(ran).toEqual(["files.save"]);
});

test("the field that records a key gets all of them", () => {
  add(command("files.save", { key: "mod+s" }));
  const field = document.body.appendChild(document.createElement("input"));
  field.dataset["recordsKeys"] = "";
  const event = press("s", { ctrlKey: true }, field);
  expect([ran, event.defaultPrevented]).toEqual([[], false]);
});

test("a chord runs its command after both presses, and takes them from the page", () => {
  add(
    command("settings.openKeys", { key: "mod+k mod+s" }),
    command("files.save", { key: "mod+s" }),
  );
  const first = press("k", { ctrlKey: true });
  expect([ran, useChord.getState().begun]).toEqual([[], "mod+k"]);
  const second = press("s", { ctrlKey: true });
  expect([ran, first.defaultPrevented, second.defaultPrevented]).toEqual([
    ["settings.openKeys"],
    true,
    true,
  ]);
  press("s", { ctrlKey: true });
  expect(ran).toEqual(["settings.openKeys", "files.save"]);
});

test("a chord that no command has is told, and Escape leaves one", () => {
  add(
    command("settings.openKeys", { key: "mod+k mod+s" }),
    command("files.save", { key: "mod+s" }),
  );
  press("k", { ctrlKey: true });
  press("x", { ctrlKey: true });
  expect(useChord.getState().unknown).toBe("mod+k mod+x");
  press("k", { ctrlKey: true });
  press("Escape");
  press("s", { ctrlKey: true });
  expect(ran).toEqual(["files.save"]);
});

test("what the editor does by itself keeps its key, until the person gives it another", () => {
  let focused = true;
  add(command("comment", { key: "mod+/", hasFocus: () => focused }));
  const left = press("/", { ctrlKey: true, code: "Slash" });
  expect([ran, left.defaultPrevented]).toEqual([[], false]);
  bind({ comment: "mod+e" });
  press("e", { ctrlKey: true });
  expect(ran).toEqual(["comment"]);
  focused = false;
  const elsewhere = press("e", { ctrlKey: true });
  expect([ran, elsewhere.defaultPrevented]).toEqual([["comment"], false]);
});

test("a chord of the editor works although another one begins with the same press", () => {
  add(
    command("settings.openKeys", { key: "mod+k mod+s" }),
    command("comment", { key: "mod+k mod+c", hasFocus: () => true }),
  );
  press("k", { ctrlKey: true });
  press("c", { ctrlKey: true });
  expect(ran).toEqual(["comment"]);
});

test("a view in front comes before others of its key", () => {
  add(
    command("files.save", { key: "mod+s" }),
    command("settings.save", { key: "mod+s", first: true }),
  );
  press("s", { ctrlKey: true });
  expect(ran).toEqual(["settings.save"]);
});
