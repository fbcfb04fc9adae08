import { expect, test } from "vitest";
import { AppId } from "../../../common/apps/appId.ts";
import { useAppLayout } from "../../client/appLayout.ts";
import { recallTabs, rememberTabs, type StoredTabs } from "./tabMemory.ts";
import { NO_TABS, reduceTabs, type Tabs } from "./tabs.ts";

const appId = AppId.parse("jwbqqn");

test("tabs come back once, and what is remembered of other parts stays", () => {
  const stored = { tabs: [{ path: "src/App.tsx", preview: false }], active: "src/App.tsx" };
  let tabs: Tabs = NO_TABS;
  let times = 0;
  const recalled = ({ tabs: known }: StoredTabs): void => {
    times++;
    for (const { path } of known) tabs = reduceTabs(tabs, { type: "open", path, pinned: true });
    rememberTabs(tabs);
  };
  recallTabs(appId, recalled);
  useAppLayout.setState({ appId, slices: { editor: stored, files: { expanded: ["src"] } } });
  expect({ times, active: tabs.active }).toEqual({ times: 1, active: "src/App.tsx" });
  expect(useAppLayout.getState().slices).toEqual({
    editor: stored,
    files: { expanded: ["src"] },
  });
});
