import { useEffect } from "react";
import { markFiles } from "./markFiles.ts";

/** Lives as long as the frame: the tree's marks do not depend on the panel being in sight. */
export function ProblemsOverlay(): null {
  useEffect(markFiles, []);
  return null;
}
