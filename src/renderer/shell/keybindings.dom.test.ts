// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from "vitest";
import { useSettings } from "../client/facts.ts";
import { DEFAULT_SETTINGS } from "../client/settings.ts";
import { addCommands, type Command } from "../ui/commands.ts";
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
