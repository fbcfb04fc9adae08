import { useEffect, useMemo, useSyncExternalStore } from "react";
import { Pages } from "./pages.ts";

/** @param load made anew when the file is another version: all pages are read again then. */
export function usePages<T>(
  pageSize: number,
  load: (page: number, signal: AbortSignal) => Promise<ArrayLike<T>>,
): Pages<T> {
  const pages = useMemo(() => new Pages<T>(pageSize, load), [load, pageSize]);
  useEffect(() => () => pages.stop(), [pages]);
  useSyncExternalStore(pages.onChange, () => pages.revision);
  return pages;
}
