import { describe, expect, test } from "vitest";
import { ariaKey, keyLabel, keyOfPress, typesCharacter } from "./keys.ts";

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("keyOfPress", () => {
  test("names modifiers in one order, whatever was pressed first", () => {
    const press = { ...NONE, key: "P", code: "KeyP", ctrlKey: true, shiftKey: true };
    expect(keyOfPress(press, false)).toBe("mod+shift+p");
  });

  test("takes digits from their place, because shift changes what they type", () => {
    const press = { ...NONE, key: "!", code: "Digit1", ctrlKey: true, shiftKey: true };
    expect(keyOfPress(press, false)).toBe("mod+shift+1");
  });

  test("takes signs from their place, because shift changes what they type", () => {
    const press = { ...NONE, key: "{", code: "BracketLeft", ctrlKey: true, shiftKey: true };
    expect(keyOfPress(press, false)).toBe("mod+shift+[");
  });

  test("takes letters from their place on a layout without Latin letters", () => {
    const press = { ...NONE, key: "з", code: "KeyP", ctrlKey: true };
    expect(keyOfPress(press, false)).toBe("mod+p");
  });

  test("keeps Cmd and Ctrl apart on a Mac", () => {
    const press = { ...NONE, key: "k", code: "KeyK" };
    expect([
      keyOfPress({ ...press, metaKey: true }, true),
      keyOfPress({ ...press, ctrlKey: true }, true),
    ]).toEqual(["mod+k", "ctrl+k"]);
  });

  test("is nothing while only a modifier is down", () => {
    const press = { ...NONE, key: "Control", code: "ControlLeft", ctrlKey: true };
    expect(keyOfPress(press, false)).toBeUndefined();
  });
});

test("a bare letter types, a function key and a modified letter do not", () => {
  expect(["k", "shift+k", "f2", "mod+k", "alt+k"].map(typesCharacter)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("keys are shown as each system writes them", () => {
  expect([keyLabel("mod+shift+p", false), keyLabel("mod+shift+p", true)]).toEqual([
    "Ctrl+Shift+P",
    "⇧⌘P",
  ]);
});

test("a chord is shown press by press, and has no place in aria-keyshortcuts", () => {
  expect([keyLabel("mod+k mod+s", false), ariaKey("mod+k mod+s", false)]).toEqual([
    "Ctrl+K Ctrl+S",
    undefined,
  ]);
});

test("aria-keyshortcuts spells the modifiers out", () => {
  expect([ariaKey("mod+shift+p", false), ariaKey("mod+,", true)]).toEqual([
    "Control+Shift+P",
    "Meta+,",
  ]);
});
