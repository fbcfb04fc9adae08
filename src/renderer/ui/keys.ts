import { type KeyPress, pressedKey } from "../../common/base/keyPress.ts";

/**
 * Keys as text: modifiers in the order `mod ctrl alt shift`, then one key, joined by `+`:
 * `mod+shift+p`, `f2`, `mod+,`. Two presses after another, a chord, have a space between them:
 * `mod+k mod+s`. `mod` is Cmd on a Mac and Ctrl elsewhere; `ctrl` is only written
 * on a Mac, where it is a key of its own.
 */

/** The key a person pressed; undefined while only modifiers are down. */
export function keyOfPress(press: KeyPress, mac = isMac()): string | undefined {
  return pressedKey(press, mac);
}

const MODIFIERS = ["mod", "ctrl", "alt", "shift"];

function isMac(): boolean {
  return typeof navigator !== "undefined" && /mac/i.test(navigator.platform);
}

/** Does the key type a character when no command takes it? Such keys are left to text fields. */
export function typesCharacter(key: string): boolean {
  const names = key.split("+");
  if (names.includes("mod") || names.includes("ctrl") || names.includes("alt")) return false;
  return !/^f\d{1,2}$/.test(names.at(-1) ?? "");
}

const MAC_NAMES: Readonly<Record<string, string>> = {
  mod: "⌘",
  ctrl: "⌃",
  alt: "⌥",
  shift: "⇧",
  enter: "↵",
  backspace: "⌫",
};

const NAMES: Readonly<Record<string, string>> = {
  mod: "Ctrl",
  ctrl: "Ctrl",
  alt: "Alt",
  shift: "Shift",
  enter: "Enter",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  plus: "+",
  space: "Space",
  delete: "Del",
  backspace: "Backspace",
};

/** What stands on the keys: `Ctrl+Shift+P`, on a Mac `⇧⌘P`. */
export function keyLabel(keys: string, mac = isMac()): string {
  return keys
    .split(" ")
    .map((key) => pressLabel(key, mac))
    .join(" ");
}

function pressLabel(key: string, mac: boolean): string {
  const names = key.split("+").map((name) => {
    const label = (mac ? MAC_NAMES[name] : undefined) ?? NAMES[name];
    return label ?? (name.length === 1 ? name.toUpperCase() : capitalize(name));
  });
  return mac ? names.toSorted(macOrder).join("") : names.join("+");
}

function macOrder(a: string, b: string): number {
  const order = ["⌃", "⌥", "⇧", "⌘"];
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : 9);
  return place(a) - place(b);
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** As `aria-keyshortcuts` wants it: `Control+Shift+P`. It has no way to say a chord. */
export function ariaKey(key: string, mac = isMac()): string | undefined {
  if (key.includes(" ")) return undefined;
  return key
    .split("+")
    .map((name) => {
      if (name === "mod") return mac ? "Meta" : "Control";
      if (name === "ctrl") return "Control";
      return MODIFIERS.includes(name) || name.length > 1 ? capitalize(name) : name.toUpperCase();
    })
    .join("+");
}
