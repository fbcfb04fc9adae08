/**
 * Pasted text as it may be typed into a terminal. Control characters are left out: an escape
 * could end a bracketed paste early, and what follows would run.
 */
export function cleanPaste(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(CONTROLS, "");
}

// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Whether pasting would run something at once: where lines are not held until Enter. */
export function runsAtOnce(text: string, isBracketed: boolean): boolean {
  return !isBracketed && /[\r\n]/.test(text);
}
