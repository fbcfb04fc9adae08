import { expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { useAppLayout } from "../../client/appLayout.ts";
import { recallTabs, rememberTabs } from "./tabMemory.ts";
import { NO_GROUPS, reduceGroups, type TabGroups } from "./tabGroups.ts";
import { fileKey } from "./tabs.ts";

const appId = AppId.parse("jwbqqn");
const path = (text: string): FilePath => text as FilePath;
const tab = (name: string, more = {}) => ({ path: name, preview: false, pinned: false, ...more });

test("tabs come back once, and what is remembered of other parts stays", () => {
  const stored = {
    groups: [
      { tabs: [tab("a.ts", { pinned: true }), tab("b.ts")], active: "a.ts" },
      { tabs: [tab("a.ts"), tab("c.ts", { preview: true })], active: "c.ts" },
    ],
    focused: 1,
  };
  const seen: TabGroups[] = [];
  recallTabs(appId, (groups) => {
    seen.push(groups);
    rememberTabs(groups);
  });
  useAppLayout.setState({ appId, slices: { editor: stored, files: { expanded: ["src"] } } });
  expect(seen.map(({ focused }) => focused)).toEqual([1]);
  expect(useAppLayout.getState().slices).toEqual({
    editor: stored,
    files: { expanded: ["src"] },
  });
});

test("a comparison is not remembered, and the group it was alone in does not come back", () => {
  const file = { kind: "file", path: path("a.ts") } as const;
  const opened = reduceGroups(NO_GROUPS, {
    type: "tabs",
    event: { type: "open", subject: file, preview: false },
  });
  const split = reduceGroups(opened, { type: "split", group: 0, key: fileKey(path("a.ts")) });
  const compared = reduceGroups(split, {
    type: "tabs",
    event: { type: "open", subject: { kind: "comparison", id: "1" }, preview: false },
  });
  const alone = reduceGroups(compared, {
    type: "tabs",
    event: { type: "close", keys: [fileKey(path("a.ts"))] },
  });
  useAppLayout.setState({ appId, slices: {} });
  rememberTabs(alone);
  const seen: TabGroups[] = [];
  recallTabs(appId, (groups) => seen.push(groups));
  expect(seen.map(({ groups }) => groups.length)).toEqual([1]);
});
