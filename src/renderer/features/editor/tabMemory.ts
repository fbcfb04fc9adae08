import { z } from "zod";
import type { AppId } from "../../../common/apps/appId.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import { NO_GROUPS, reduceGroups, type TabGroups } from "./tabGroups.ts";
import { fileKey, NO_TABS, reduceTabs, type Tabs } from "./tabs.ts";

const SLICE = "editor";

const StoredTabs = z.object({
  tabs: z.array(z.object({ path: FilePath, preview: z.boolean(), pinned: z.boolean() })).max(200),
  active: FilePath.nullable(),
});
type StoredTabs = z.infer<typeof StoredTabs>;

const StoredGroups = z.object({
  groups: z.array(StoredTabs).min(1).max(2),
  /** Which of the groups has the focus. */
  focused: z.number().int().min(0).max(1),
});

/** Hands over an app's remembered tabs once its layout is there. Returns what stops the wait. */
export function recallTabs(appId: AppId, recalled: (groups: TabGroups) => void): () => void {
  const recall = (): void => {
    const stored = readSlice(SLICE, StoredGroups);
    recalled(stored === undefined ? NO_GROUPS : revive(stored));
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

/** Comparisons are not remembered: what they showed may be gone by then. */
export function rememberTabs({ groups, focused }: TabGroups): void {
  writeSlice(SLICE, {
    groups: groups.map(({ tabs }) => stored(tabs)),
    focused: groups.findIndex(({ id }) => id === focused),
  });
}

function stored({ tabs, active }: Tabs): StoredTabs {
  const files = tabs.flatMap(({ subject, preview, pinned }) =>
    subject.kind === "file" ? [{ path: subject.path, preview, pinned }] : [],
  );
  const front = files.find(({ path }) => fileKey(path) === active) ?? files.at(-1);
  return { tabs: files, active: front?.path ?? null };
}

function revive({ groups, focused }: z.infer<typeof StoredGroups>): TabGroups {
  const revived: TabGroups = {
    groups: groups.map((tabs, id) => ({ id, tabs: reviveTabs(tabs) })),
    focused,
    closed: [],
  };
  // A group that held comparisons only came back empty; any event tidies that up.
  return reduceGroups({ ...revived, focused: -1 }, { type: "focus", group: focused });
}

function reviveTabs({ tabs, active }: StoredTabs): Tabs {
  let revived = NO_TABS;
  for (const { path, preview, pinned } of tabs) {
    const at = revived.tabs.length;
    revived = reduceTabs(revived, { type: "open", subject: { kind: "file", path }, preview });
    revived = reduceTabs(revived, { type: "move", key: fileKey(path), to: at });
    if (pinned) revived = reduceTabs(revived, { type: "pin", key: fileKey(path), pinned });
  }
  return active === null ? revived : reduceTabs(revived, { type: "show", key: fileKey(active) });
}
