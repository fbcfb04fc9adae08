import { expect, test } from "vitest";
import { FAKE_APP } from "../../../tools/test/studioFake.ts";
import type { SyncTarget } from "../client/syncSummary.ts";
import { summarizeSync } from "../client/syncSummary.ts";
import { syncWords } from "./syncWords.ts";

function target(state: SyncTarget["state"], pending: number): SyncTarget {
  return { id: "local", kind: "local", state, pending, reason: null, acknowledgedAt: null };
}

function said(...targets: SyncTarget[]): string {
  return syncWords(summarizeSync({ appId: FAKE_APP, rev: 1, targets }));
}

test.each([
  ["Syncing", [target("pending", 0)]],
  ["3 pending", [target("pending", 3)]],
  ["Offline", [target("offline", 0)]],
  ["Offline, 2 pending", [target("offline", 2)]],
  ["Synced", [target("synced", 0)]],
  ["Not synced yet", []],
])("%s", (words, targets) => expect(said(...targets)).toBe(words));

test("the target that is furthest behind is the one told", () => {
  expect(said(target("synced", 0), target("pending", 1), target("failed", 4))).toBe("Sync failed");
  expect(said(target("pending", 1), target("offline", 4))).toBe("Offline, 4 pending");
});
