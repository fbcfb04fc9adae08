import type { ReactElement } from "react";
import { text } from "../messages/text.ts";
import { keyLabel } from "../ui/keys.ts";
import { useChord } from "./chord.ts";

/** Says in the status bar that a chord waits for its second press. */
export function ChordStatus(): ReactElement | null {
  const { begun, unknown } = useChord();
  if (begun === null && unknown === null) return null;
  return (
    <span role="status" className="flex items-center px-2 text-xs text-fg-2">
      {begun !== null && text.shell.chord.waiting(keyLabel(begun))}
      {unknown !== null && text.shell.chord.unknown(keyLabel(unknown))}
    </span>
  );
}
