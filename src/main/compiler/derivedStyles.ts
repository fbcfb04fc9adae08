import type { Update } from "vite";
import type { Difference } from "./targetState.ts";
import { decodedPath, pathOfKey, queryOfKey } from "./urlKey.ts";

const STYLE_SHEET = /(?<!\.module)\.(?:css|less|sass|scss|styl|stylus|pcss|postcss|sss)$/;

/**
 * A style sheet that pages replace as a whole. A CSS module's class names, and the text of an
 * `?inline` one, reach the scripts that import them.
 */
export function isStyleSheet(key: string): boolean {
  return STYLE_SHEET.test(pathOfKey(key)) && ["", "direct"].includes(queryOfKey(key));
}

/** Which updates only replace these style sheets, and which do anything else. */
export function splitUpdates(
  updates: readonly Update[],
  styles: readonly string[],
): { readonly ofStyles: readonly Update[]; readonly others: readonly Update[] } {
  const paths = pathsOf(styles);
  const isOfStyles = ({ path, acceptedPath }: Update): boolean =>
    path === acceptedPath && paths.has(decodedPath(acceptedPath));
  return {
    ofStyles: updates.filter(isOfStyles),
    others: updates.filter((update) => !isOfStyles(update)),
  };
}

/**
 * Leaves out style sheets that came out as the target has them, which is what Tailwind makes of
 * most saves: a page would fetch the same text again and style all of itself anew.
 */
export function updatesOf(updates: readonly Update[], { set }: Difference): readonly Update[] {
  const paths = pathsOf(set.map(([key]) => key));
  return updates.filter(({ acceptedPath }) => paths.has(decodedPath(acceptedPath)));
}

function pathsOf(keys: readonly string[]): ReadonlySet<string | null> {
  return new Set(keys.map(decodedPath));
}
