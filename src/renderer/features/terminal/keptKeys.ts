/** Keys that stay Studio's while a terminal has the focus: a shell has no use for them. */
const STUDIOS = new Set(["mod+p", "mod+j", "mod+`", "ctrl+`", "mod+shift+`"]);

/** Keys of the terminal itself. */
const ITS_OWN = new Set(["mod+shift+c", "mod+shift+v"]);

/** On a Mac `mod` is Cmd, which no program in a terminal sees. */
const MAC_OWN = new Set(["mod+c", "mod+v", "mod+a", "mod+k", "mod+f"]);

/**
 * Whether a key goes to the terminal and what runs in it: Ctrl and Alt with a letter do, and all
 * function keys while a program has the whole screen. Ctrl+Shift and Ctrl with a digit do not.
 */
export function belongsToTerminal(
  key: string,
  at: { readonly isMac: boolean; readonly isFullScreen: boolean },
): boolean {
  if (STUDIOS.has(key)) return false;
  if (ITS_OWN.has(key)) return true;
  if (/^(?:shift\+)?f\d+$/.test(key)) return at.isFullScreen;
  if (at.isMac) return MAC_OWN.has(key) || /^(?:ctrl\+)?(?:alt\+)?(?:shift\+)?[^+]+$/.test(key);
  return /^mod\+(?:alt\+)?(?:[a-z]|\[|\]|\\|space|arrow\w+)$/.test(key) || key.startsWith("alt+");
}
