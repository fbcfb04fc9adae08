import { useEffect } from "react";
import { followSelectedElement } from "./design/designEdits.ts";

/** Draws nothing: drops plans when another element is selected, whether or not the panel is shown. */
export function InspectorOverlay(): null {
  useEffect(followSelectedElement, []);
  return null;
}
