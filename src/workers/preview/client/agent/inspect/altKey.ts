/** Calls back when Alt is pressed over the page and when it is let go of. */
export function followAlt(onChange: (held: boolean) => void): void {
  let held = false;
  const set = (next: boolean): void => {
    if (next === held) return;
    held = next;
    onChange(next);
  };
  addEventListener("keydown", (event) => set(event.key === "Alt" || (held && event.altKey)), true);
  addEventListener("keyup", (event) => event.key === "Alt" && set(false), true);
  addEventListener("blur", () => set(false));
  // The keyboard may be with Studio: then the pointer brings the key along as it comes in.
  document.addEventListener("pointerenter", (event) => set(event.altKey), true);
}
