import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { conflictsFor } from "./engine/conflicts.ts";
import { type ClassTask, classCorpus } from "./testing/classCorpus.ts";
import { classesIn, SampleRoom } from "./testing/drawSample.ts";
import { planSample } from "./testing/planSample.ts";

// In the checkout, so that the compiled modules find React.
const room = new SampleRoom(path.resolve("out/tests/class-edits"));
const conflicts = conflictsFor({ colors: [], texts: [], radii: [], shadows: [], fonts: [] });

beforeAll(() => room.open());
afterAll(() => room[Symbol.asyncDispose]());

/** What the page has after the edit, against what it should have. */
async function outcome(task: ClassTask): Promise<string> {
  const { code, props, add, remove } = task;
  const before = classesIn(await room.draw(code, props));
  const plan = planSample({
    files: { "main.tsx": code },
    mark: "<p data-target",
    edit: { kind: "setClasses", add: [...add], remove: [...remove] },
    facts: { classes: before },
  });
  if (plan.kind !== "edits") return "refused";
  const after = classesIn(await room.draw(plan.files[0]?.after ?? "", props));
  const kept = before.filter((name) => !add.some((added) => conflicts.replaces(name, added)));
  const wanted = [...kept, ...add].toSorted().join(" ");
  const got = after.toSorted().join(" ");
  return got === wanted ? "right" : `${task.name}: ${got} instead of ${wanted}`;
}

test("a class that is set in any form is set, and nothing else changes", async () => {
  const tasks = classCorpus();
  const outcomes = await Promise.all(
    tasks.map(async (task) => ({ task, result: await outcome(task) })),
  );
  const wrong = outcomes.filter(({ result }) => result !== "right" && result !== "refused");
  const possible = outcomes.filter(({ task }) => !task.refuse);
  const refused = possible
    .filter(({ result }) => result === "refused")
    .map(({ task }) => task.name);
  expect(wrong.map(({ result }) => result)).toEqual([]);
  expect(refused).toEqual([]);
  expect(outcomes.filter(({ task, result }) => task.refuse && result !== "refused")).toEqual([]);
  expect(tasks.length).toBeGreaterThanOrEqual(200);
});
