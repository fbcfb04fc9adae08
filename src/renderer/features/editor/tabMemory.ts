import { z } from "zod";
import type { AppId } from "../../../common/apps/appId.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import type { Tabs } from "./tabs.ts";

const SLICE = "editor";

const StoredTabs = z.object({
  tabs: z.array(z.object({ path: FilePath, preview: z.boolean() })).max(200),
  active: FilePath.nullable(),
});
export type StoredTabs = z.infer<typeof StoredTabs>;

/** Hands over an app's remembered tabs once its layout is there. Returns what stops the wait. */
export function recallTabs(appId: AppId, recalled: (tabs: StoredTabs) => void): () => void {
  const recall = (): void => {
    const stored = readSlice(SLICE, StoredTabs);
    if (stored !== undefined) recalled(stored);
  };
  if (useAppLayout.getState().appId === appId) {
    recall();
    return () => {};
  }
  const stop = useAppLayout.subscribe((layout) => {
    if (layout.appId !== appId) return;
    // First of all: what is recalled is written back, which calls this listener again.
    stop();
    recall();
  });
  return stop;
}

export function rememberTabs({ tabs, active }: Tabs): void {
  writeSlice(SLICE, { tabs, active });
}
