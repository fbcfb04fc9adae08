import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { confirm } from "../../ui/confirm.ts";
import { keyLabel, keyOfPress } from "../../ui/keys.ts";
import { notify } from "../../ui/notifications.ts";
import { cleanPaste, runsAtOnce } from "./pasting.ts";
import type { TerminalScreen } from "./xterm/load.ts";

const words = text.terminal;

/** Copies what is selected, when the key asks for it. Ctrl+C without a selection interrupts. */
export function copySelection(event: KeyboardEvent, screen: TerminalScreen): boolean {
  const key = keyOfPress(event);
  if (key !== "mod+c" && key !== "mod+shift+c") return false;
  if (screen.selection === "") return key === "mod+shift+c";
  void copyFrom(screen);
  return true;
}

export async function copyFrom(screen: TerminalScreen): Promise<void> {
  await navigator.clipboard.writeText(screen.selection);
  screen.clearSelection();
}

export function isPasteKey(event: KeyboardEvent): boolean {
  const key = keyOfPress(event);
  return key === "mod+v" || key === "mod+shift+v" || key === "shift+insert";
}

/** Types pasted text; asks first when it would run at once. */
export async function pasteInto(screen: TerminalScreen, pasted: string): Promise<void> {
  const clean = cleanPaste(pasted);
  if (clean === "") return;
  if (runsAtOnce(clean, screen.isBracketed)) {
    const { title, body, action } = words.pasting;
    const lines = clean.trimEnd().split(/[\r\n]+/);
    const sure = await confirm({
      title: title(formatNumber(lines.length)),
      body: body(lines[0] ?? ""),
      action,
      danger: false,
    });
    if (!sure) return;
  }
  screen.paste(clean);
  screen.focus();
}

/** From a menu, where no key brings the text along. */
export async function pasteFromClipboard(screen: TerminalScreen): Promise<void> {
  let pasted: string;
  try {
    pasted = await navigator.clipboard.readText();
  } catch {
    const { title, body } = words.cannotPaste;
    notify({ level: "warning", title, body: body(keyLabel("mod+shift+v")) });
    return;
  }
  await pasteInto(screen, pasted);
}
