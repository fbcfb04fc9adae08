import { expect, test } from "vitest";
import { FAKE_APP, fakePreview } from "../../../../tools/test/studioFake.ts";
import type { PackageJob } from "../../../common/contracts/packages.ts";
import type { PreviewStage, SaveTrace } from "../../../common/contracts/preview.ts";
import { axisOf, runsOf } from "./activity.ts";
import { jobProgress, titleOf, valueOf } from "./words.ts";

const save = (saveId: string, startedAt: number, rest: Partial<SaveTrace> = {}): SaveTrace => ({
  saveId,
  path: `src/${saveId}.tsx`,
  startedAt,
  written: 4,
  transformed: 20,
  pushed: 40,
  painted: 61,
  ...rest,
});

const stage = (id: PreviewStage["id"], rest: Partial<PreviewStage>): PreviewStage => ({
  id,
  status: "done",
  ms: 100,
  startedAt: 0,
  done: null,
  total: null,
  ...rest,
});

const job = (rest: Partial<PackageJob> = {}): PackageJob => ({
  id: "1",
  appId: FAKE_APP,
  rev: 1,
  kind: "add",
  status: "running",
  stage: "fetching",
  done: 3,
  total: 4,
  startedAt: 1000,
  ms: null,
  label: "zod",
  problem: null,
  ...rest,
});

test("a save is told by where its time went", () => {
  const preview = fakePreview({ saves: [save("a", 1000)] });
  const [run] = runsOf({ preview, jobs: [] }, 9000);
  expect(run?.lanes[0]?.segments).toEqual([
    { phase: "write", from: 1000, to: 1004 },
    { phase: "transform", from: 1004, to: 1020 },
    { phase: "push", from: 1020, to: 1040 },
    { phase: "paint", from: 1040, to: 1061 },
  ]);
});

test("saves close together share an axis, a pause begins another", () => {
  const preview = fakePreview({ saves: [save("a", 1000), save("b", 3000), save("c", 20_000)] });
  const runs = runsOf({ preview, jobs: [] }, 60_000);
  expect(runs.map((run) => [titleOf(run), run.startedAt, run.endedAt])).toEqual([
    ["2 saves", 1000, 3061],
    ["1 save", 20_000, 20_061],
  ]);
});

test("a save right after opening has its own axis, on which it can be seen", () => {
  const preview = fakePreview({
    stages: [stage("edge", { startedAt: 500, ms: 2000 })],
    saves: [save("a", 2600)],
  });
  expect(runsOf({ preview, jobs: [] }, 9000).map(titleOf)).toEqual([
    "Opening the preview",
    "1 save",
  ]);
});

test("stages that have not begun, or were not needed, have no lane", () => {
  const preview = fakePreview({
    stages: [
      stage("edge", { startedAt: 500 }),
      stage("packages", { status: "skipped", startedAt: 600 }),
      stage("compiler", { status: "waiting", startedAt: null, ms: null }),
    ],
  });
  expect(
    runsOf({ preview, jobs: [] }, 9000).flatMap((run) => run.lanes.map(({ id }) => id)),
  ).toEqual(["stage edge 500"]);
});

test("an install is told once, by its job", () => {
  const preview = fakePreview({ stages: [stage("packages", { startedAt: 990, ms: 500 })] });
  const jobs = [job({ kind: "install", status: "done", ms: 400 })];
  expect(runsOf({ preview, jobs }, 9000)[0]?.lanes.map(({ id }) => id)).toEqual(["job 1"]);
});

test("a running job grows with the clock and says how far it is", () => {
  const [run] = runsOf({ preview: null, jobs: [job()] }, 1800);
  const lane = run?.lanes[0];
  expect([run?.running, lane?.endedAt, lane && valueOf(lane)]).toEqual([true, 1800, "75%"]);
});

test("a failed job says so in place of its time", () => {
  const [run] = runsOf({ preview: null, jobs: [job({ status: "failed", ms: 300 })] }, 9000);
  expect(run?.lanes.map((lane) => [lane.segments[0]?.phase, valueOf(lane)])).toEqual([
    ["failed", "failed"],
  ]);
});

test("a save that no page painted does not wait for ever", () => {
  const saves = [save("a", 1000, { painted: null })];
  const at = (now: number) => runsOf({ preview: fakePreview({ saves }), jobs: [] }, now)[0];
  expect([at(1100)?.running, at(9000)?.running, at(9000)?.endedAt]).toEqual([true, false, 1040]);
});

test.each([
  ["fetching 60 of 60", { stage: "fetching", done: 60, total: 60 }],
  ["writing 49 of 49", { stage: "writing", done: 60, total: 49 }],
  ["resolving", { stage: "resolving", done: 0, total: null }],
] as const)("a job says how far it is in its phase: %s", (words, progress) => {
  expect(jobProgress(job(progress))).toBe(words);
  const lane = runsOf({ preview: null, jobs: [job(progress)] }, 1800)[0]?.lanes[0];
  expect(lane?.fraction ?? 0).toBeLessThanOrEqual(1);
});

test("saves of a run are held against the slowest of them, not against the pauses", () => {
  const slow = { transformed: 60, pushed: 80, painted: 100 };
  const preview = fakePreview({ saves: [save("a", 1000), save("b", 4000, slow)] });
  const [run] = runsOf({ preview, jobs: [] }, 9000);
  expect(run?.lanes.map((lane) => axisOf(lane, run))).toEqual([
    { from: 1000, to: 1100 },
    { from: 4000, to: 4100 },
  ]);
});

test("the stages of opening share the axis of their run", () => {
  const stages = [stage("edge", { startedAt: 500 }), stage("push", { startedAt: 900, ms: 50 })];
  const [run] = runsOf({ preview: fakePreview({ stages }), jobs: [] }, 9000);
  const axes = run?.lanes.map((lane) => axisOf(lane, run));
  expect(axes).toEqual([
    { from: 500, to: 950 },
    { from: 500, to: 950 },
  ]);
});

test("a stage that waited for the page is of the same opening, a restart later is not", () => {
  const edge = stage("edge", { startedAt: 500 });
  const opened = (startedAt: number): number[] => {
    const stages = [edge, stage("compiler", { startedAt })];
    return runsOf({ preview: fakePreview({ stages }), jobs: [] }, 90_000).map(
      ({ lanes }) => lanes.length,
    );
  };
  expect([opened(8_000), opened(60_000)]).toEqual([[2], [1, 1]]);
});
