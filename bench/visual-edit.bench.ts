// How many visual edits of classes come out as asked: each is planned from its source, compiled
// and drawn with React, and its computed style is read in Chromium, against that of an element
// which has exactly the classes that were wished for.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { compile } from "tailwindcss";
import { conflictsFor } from "../src/main/services/design/engine/conflicts.ts";
import { type ClassTask, classCorpus } from "../src/main/services/design/testing/classCorpus.ts";
import { classesIn, SampleRoom } from "../src/main/services/design/testing/drawSample.ts";
import { planSample } from "../src/main/services/design/testing/planSample.ts";
import { launchBrowser } from "./support/browser.ts";
import { report } from "./support/report.ts";

interface Drawn {
  readonly task: ClassTask;
  /** The classes after the edit; null when it was refused. */
  readonly got: readonly string[] | null;
  readonly wanted: readonly string[];
}

const conflicts = conflictsFor({ colors: [], texts: [], radii: [], shadows: [], fonts: [] });
const durations: number[] = [];

await using room = new SampleRoom(path.resolve("out/tests/visual-edit"));
await room.open();
const drawn = await Promise.all(classCorpus().map(draw));
const verdicts = await judge(drawn);

const possible = drawn.filter(({ task }) => !task.refuse).length;
const right = verdicts.filter((verdict) => verdict === "right").length;
const wrong = verdicts.filter((verdict) => verdict === "wrong").length;
durations.sort((a, b) => a - b);
report(
  "visual-edit",
  {
    tasks: drawn.length,
    right,
    wrong,
    refused: verdicts.filter((verdict) => verdict === "refused").length,
    refusedRightly: drawn.filter(({ task, got }) => task.refuse && got === null).length,
    planMsP95: Math.round((durations[Math.floor(durations.length * 0.95)] ?? 0) * 100) / 100,
  },
  { applied: Math.round((right / possible) * 1000) / 1000, wrong: wrong / drawn.length },
);

async function draw(task: ClassTask): Promise<Drawn> {
  const { code, props, add, remove } = task;
  const before = classesIn(await room.draw(code, props));
  const began = performance.now();
  const plan = planSample({
    files: { "main.tsx": code },
    mark: "<p data-target",
    edit: { kind: "setClasses", add: [...add], remove: [...remove] },
    facts: { classes: before },
  });
  durations.push(performance.now() - began);
  const kept = before.filter((name) => !add.some((added) => conflicts.replaces(name, added)));
  const after = plan.kind === "edits" ? (plan.files[0]?.after ?? "") : null;
  const got = after === null ? null : classesIn(await room.draw(after, props));
  return { task, got, wanted: [...kept, ...add] };
}

async function judge(all: readonly Drawn[]): Promise<readonly ("right" | "wrong" | "refused")[]> {
  const sheet = createRequire(import.meta.url).resolve("tailwindcss/index.css");
  const compiler = await compile(await readFile(sheet, "utf8"));
  const css = compiler.build(all.flatMap(({ got, wanted }) => [...(got ?? []), ...wanted]));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(`<style>${css}</style><body></body>`);
    return await page.evaluate(
      (list) => {
        const styleOf = (classes: readonly string[], property: string): [string, string] => {
          const element = document.createElement("p");
          element.className = classes.join(" ");
          element.textContent = "text";
          document.body.replaceChildren(element);
          const style = getComputedStyle(element);
          const whole = Array.from(style, (name) => `${name}:${style.getPropertyValue(name)}`);
          return [whole.join(";"), style.getPropertyValue(property)];
        };
        return list.map(({ got, wanted, property, value }) => {
          if (got === null) return "refused";
          const [whole, asked] = styleOf(got, property);
          return whole === styleOf(wanted, property)[0] && asked === value ? "right" : "wrong";
        });
      },
      all.map(({ task, got, wanted }) => ({
        got,
        wanted,
        property: task.style[0],
        value: task.style[1],
      })),
    );
  } finally {
    await browser.close();
  }
}
