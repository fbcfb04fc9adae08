import { highlightLines } from "../../client/selection.ts";
import { cursorStatus } from "./cursorStatus.ts";
import { activeFile } from "./session.ts";

/** Selecting with the mouse passes many lines. */
const SETTLE_MS = 120;

/** Outlines in the preview what the selected lines made, until the returned function is called. */
export function outlineSelection(): () => void {
  let shown = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    const lines = cursorStatus.getState()?.selectedLines ?? null;
    const file = activeFile();
    const wanted = lines === null || file === null ? "" : `${file}:${lines.first}-${lines.last}`;
    if (wanted === shown) return;
    shown = wanted;
    if (lines === null || file === null) highlightLines(null);
    else highlightLines({ file, firstLine: lines.first, lastLine: lines.last });
  };
  const stop = cursorStatus.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(show, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
    if (shown !== "") highlightLines(null);
  };
}
