import { SIGNS, withModifiers } from "../../../../common/base/keyPress.ts";
import { KeyCode } from "monaco-editor/editor";
import type { RegisteredPress } from "monaco-editor/platform/keybinding/common/keybindingsRegistry";

const NAMES: Readonly<Record<string, string>> = {
  ...SIGNS,
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
  const { ctrlKey = false, metaKey = false, altKey = false, shiftKey = false, keyCode } = press;
  const key = keyCode === undefined ? undefined : keyName(keyCode);
  if (key === undefined) return undefined;
  return withModifiers({ ctrlKey, metaKey, altKey, shiftKey }, key, mac);
}

function keyName(code: number): string | undefined {
  const name = KeyCode[code];
  if (name === undefined || name === "Unknown") return undefined;
  return NAMES[name] ?? name.replace(/^(?:Key|Digit)(?=.$)/, "").toLowerCase();
}
