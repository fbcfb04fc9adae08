import { KeyCode } from "monaco-editor/editor";
import type { RegisteredPress } from "monaco-editor/platform/keybinding/common/keybindingsRegistry";

const SIGNS: Readonly<Record<string, string>> = {
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
  LeftArrow: "arrowleft",
  RightArrow: "arrowright",
  UpArrow: "arrowup",
  DownArrow: "arrowdown",
};

/** Monaco's keys in Studio's words, `mod+k mod+c`; undefined for one that Studio cannot say. */
export function keyText(
  chords: readonly Partial<RegisteredPress>[],
  mac: boolean,
): string | undefined {
  const presses = chords.map((press) => pressText(press, mac));
  return presses.includes(undefined) ? undefined : presses.join(" ");
}

function pressText(press: Partial<RegisteredPress>, mac: boolean): string | undefined {
  const { ctrlKey, metaKey, altKey, shiftKey, keyCode } = press;
  const key = keyCode === undefined ? undefined : keyName(keyCode);
  if (key === undefined) return undefined;
  const mod = mac ? metaKey === true : ctrlKey === true;
  const names = [
    mod && "mod",
    mac && ctrlKey === true && "ctrl",
    altKey === true && "alt",
    shiftKey === true && "shift",
    key,
  ];
  return names.filter((name) => name !== false).join("+");
}

function keyName(code: number): string | undefined {
  const name = KeyCode[code];
  if (name === undefined || name === "Unknown") return undefined;
  return SIGNS[name] ?? name.replace(/^(?:Key|Digit)(?=.$)/, "").toLowerCase();
}
