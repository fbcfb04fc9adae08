import { SquareMousePointer } from "lucide-react";
import type { ReactElement } from "react";
import { setInspecting, useSelection } from "../../../client/selection.ts";
import { text } from "../../../messages/text.ts";
import { IconButton } from "../../../ui/IconButton.tsx";

/** Turns inspecting on and off. */
export function InspectButton(): ReactElement {
  const inspecting = useSelection((selection) => selection.inspecting);
  return (
    <IconButton
      size="sm"
      icon={SquareMousePointer}
      label={text.inspect.toggle}
      pressed={inspecting}
      onClick={() => setInspecting(!inspecting)}
    />
  );
}
