export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const MODIFIER_KEYS = new Set(["control", "meta", "alt", "shift", "altgraph", "capslock", "dead"]);

/**
 * The key a person pressed, in Studio's words: modifiers in the order `mod ctrl alt shift`, then
 * one key, joined by `+`. Undefined while only modifiers are down.
 *
 * @param mac on a Mac `mod` is Cmd, elsewhere Ctrl.
 */
export function pressedKey(press: KeyPress, mac: boolean): string | undefined {
  const key = mainKey(press);
  if (MODIFIER_KEYS.has(key)) return undefined;
  return withModifiers(press, key, mac);
}

type Modifiers = Pick<KeyPress, "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** A key with its modifiers, in the order and the words of `pressedKey`. */
export function withModifiers(held: Modifiers, key: string, mac: boolean): string {
  const mod = mac ? held.metaKey : held.ctrlKey;
  const names = [
    mod && "mod",
    mac && held.ctrlKey && "ctrl",
    held.altKey && "alt",
    held.shiftKey && "shift",
    key,
  ];
  return names.filter((name) => name !== false).join("+");
}

/** Signs by their place on a US keyboard: shift and alt change what these keys type. */
export const SIGNS: Readonly<Record<string, string>> = {
  Minus: "-",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Semicolon: ";",
  Quote: "'",
  Backquote: "`",
  Comma: ",",
  Period: ".",
  Slash: "/",
};

/** Digits, letters and signs are taken from the key's place when a modifier changes what it types. */
function mainKey(press: KeyPress): string {
  const { key, code, altKey, shiftKey } = press;
  const sign = SIGNS[code];
  const isShortcut = press.ctrlKey || press.metaKey || altKey;
  if (sign !== undefined && isShortcut && (altKey || shiftKey)) return sign;
  if (/^Digit\d$/.test(code)) return code.slice(5);
  if (code === "Backquote") return "`";
  if (/^Key[A-Z]$/.test(code) && (altKey || !/^[a-z]$/i.test(key))) {
    return code.slice(3).toLowerCase();
  }
  if (key === " ") return "space";
  if (key === "+") return "plus";
  return key.toLowerCase();
}
