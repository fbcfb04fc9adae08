// Does every element of a generated app of 300 components name the line it was written on? The
// generator knows the truth and gives it to each element as its id; then lines are put in front
// of a third of the files, and the elements are asked again.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ElementId, LayerNode } from "../src/common/apps/pageElement.ts";
import { type InspectedApp, openInspectedApp } from "../tools/test/inspectedApp.ts";
import { launchBrowser } from "./support/browser.ts";
import { componentFile, COMPONENTS, inspectedFiles } from "./support/inspectedFiles.ts";
import { report } from "./support/report.ts";
import { summarize } from "./support/statistics.ts";

const SHIFTED_LINES = 3;
const isShifted = (component: number): boolean => component % 3 === 0;

await using browser = await launchBrowser();
await using app = await openInspectedApp({ browser, files: inspectedFiles() });
await app.frame.waitForFunction("document.querySelectorAll('[data-last]').length > 0");

const asked: number[] = [];
const fresh = await check(app, () => 0);
for (let i = 0; i < COMPONENTS; i += 1) {
  if (!isShifted(i)) continue;
  const file = path.join(app.folder, componentFile(i));
  await writeFile(file, "// shifted\n".repeat(SHIFTED_LINES) + (await readFile(file, "utf8")));
}
await app.page.waitForTimeout(5000);
const edited = await check(app, (file) => {
  const component = /C(\d+)\.jsx$/.exec(file)?.[1];
  return component !== undefined && isShifted(Number(component)) ? SHIFTED_LINES : 0;
});
report(
  "inspect-locate",
  { components: COMPONENTS, fresh, edited, childrenMs: summarize(asked) },
  { right: fresh.right / fresh.elements, rightAfterEdit: edited.right / edited.elements },
);

interface Checked {
  elements: number;
  right: number;
  /** Wrong, and saying that it is not sure. */
  unsure: number;
  /** Wrong without saying so: the one thing that must not be. */
  wrong: number;
  readonly wrongOnes: string[];
}

async function check(of: InspectedApp, shift: (file: string) => number): Promise<Checked> {
  const checked: Checked = { elements: 0, right: 0, unsure: 0, wrong: 0, wrongOnes: [] };
  for await (const node of allNodes(of, null)) {
    const truth = /^#at_(.+)_(\d+)_(\d+)$/.exec(node.hint);
    if (truth === null) continue;
    const [, file = "", line, column] = truth;
    const { source } = node;
    const isRight =
      source?.file === file &&
      source.line === Number(line) + shift(file) &&
      source.column === Number(column);
    checked.elements += 1;
    if (isRight) checked.right += 1;
    else if (source === null || !source.sure) checked.unsure += 1;
    else {
      checked.wrong += 1;
      const said = `${source.file}:${source.line}:${source.column}`;
      if (checked.wrongOnes.length < 5) checked.wrongOnes.push(`${node.hint} said ${said}`);
    }
  }
  return checked;
}

async function* allNodes(of: InspectedApp, id: ElementId | null): AsyncGenerator<LayerNode> {
  const start = performance.now();
  const nodes = await of.ask({ ask: "children", of: id });
  asked.push(performance.now() - start);
  for (const node of nodes) {
    yield node;
    if (node.children > 0) yield* allNodes(of, node.id);
  }
}
