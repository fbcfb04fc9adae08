import { expect, test } from "vitest";
import { AppId } from "../../common/apps/appId.ts";
import { Emitter } from "../../common/base/event.ts";
import type { App } from "../../common/contracts/apps.ts";
import type { EdgeHealth, Notice } from "../../common/contracts/studio.ts";
import { NoticeBoard } from "../noticeBoard.ts";
import { tellOfQuarantine } from "./tellOfQuarantine.ts";

const app: App = {
  id: AppId.parse("jwbqqn"),
  name: "Harbor Market",
  folder: "/apps/harbor",
  starter: "storefront",
  trusted: true,
  open: true,
  folderExists: true,
  createdAt: 0,
  openedAt: 0,
};

function health(script: string, until: number): EdgeHealth {
  const quarantined = [{ namespace: "n", script, reason: "It looped for a second.", until }];
  return { rev: 1, state: "up", port: 1, scripts: 2, quarantined, reason: null };
}

test("the person is told once whose worker was put aside, and again for the next time", () => {
  const kept: Notice[] = [];
  const notices = new NoticeBoard({
    add: (notice) => {
      const stored = { ...notice, at: 0, seq: kept.length + 1 };
      kept.push(stored);
      return stored;
    },
    after: () => kept,
  });
  const changes = new Emitter<EdgeHealth>();
  const apps = { list: { value: { apps: [app] } } };
  const stop = tellOfQuarantine({ onHealth: changes.on }, apps, notices);
  changes.fire(health("jwbqqn-api", 60));
  changes.fire(health("jwbqqn-api", 60));
  changes.fire(health("other", 90));
  stop();
  changes.fire(health("jwbqqn-api", 120));
  expect(kept.map(({ title, appId }) => [title, appId])).toEqual([
    ["The worker of Harbor Market was put aside", "jwbqqn"],
    ["The script other was put aside", null],
  ]);
});
