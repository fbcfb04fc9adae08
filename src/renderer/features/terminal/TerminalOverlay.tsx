import { type ReactElement, useEffect } from "react";
import { guardClosing } from "../../client/currentApp.ts";
import { useSettings } from "../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../client/settings.ts";
import { setFontSizes } from "./screens.ts";
import { followTerminals, mayCloseApp } from "./terminals.ts";

/** Lives as long as the frame: terminals go on while their panel is folded. */
export function TerminalOverlay(): ReactElement | null {
  const fontSize = useSettings(({ value }) => (value ?? DEFAULT_SETTINGS)["terminal.fontSize"]);
  useEffect(followTerminals, []);
  useEffect(() => guardClosing(mayCloseApp), []);
  useEffect(() => setFontSizes(fontSize), [fontSize]);
  return null;
}
