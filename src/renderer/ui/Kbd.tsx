import type { ReactElement } from "react";
import { keyLabel } from "./keys.ts";

/** A key as it stands on the keyboard. Decoration: the control itself carries the shortcut. */
export function Kbd({ keys }: { readonly keys: string }): ReactElement {
  return (
    <kbd
      aria-hidden="true"
      className="rounded-sm border border-line px-1 text-xs leading-4 whitespace-nowrap text-fg-3"
    >
      {keyLabel(keys)}
    </kbd>
  );
}
