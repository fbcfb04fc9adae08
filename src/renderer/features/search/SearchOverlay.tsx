import { useEffect } from "react";
import { followSearch } from "./searchRun.ts";
import { rememberForm } from "./searchState.ts";

/** Lives as long as the frame: results outlive the view that shows them. */
export function SearchOverlay(): null {
  useEffect(rememberForm, []);
  useEffect(followSearch, []);
  return null;
}
