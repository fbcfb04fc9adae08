import { FilePath } from "../../../../common/apps/filePath.ts";
import type { DesignEdit, DesignPlan, ElementFacts } from "../../../../common/contracts/design.ts";
import { AppModules } from "../engine/appModules.ts";
import { conflictsFor } from "../engine/conflicts.ts";
import { planEdit } from "../engine/planEdit.ts";

const CONFLICTS = conflictsFor({ colors: [], texts: [], radii: [], shadows: [], fonts: [] });
const NOTHING_KNOWN: ElementFacts = {
  tag: "p",
  classes: [],
  text: null,
  attributes: {},
  instances: 1,
  index: 0,
  owners: [],
};

export interface SampleTask {
  /** By path; `main.tsx` holds the element, which begins at `mark`. */
  readonly files: Readonly<Record<string, string>>;
  readonly mark: string;
  readonly edit: DesignEdit;
  readonly facts: Partial<ElementFacts>;
  readonly scope?: "all" | "this";
}

/** Plans an edit of a small app that is only in memory. */
export function planSample({ files, mark, edit, facts, scope }: SampleTask): DesignPlan {
  const text = files["main.tsx"] ?? "";
  const at = text.indexOf(mark);
  const before = text.slice(0, at);
  const place = {
    file: FilePath.parse("main.tsx"),
    line: before.split("\n").length,
    column: at - before.lastIndexOf("\n"),
  };
  const task = { place, edit, facts: { ...NOTHING_KNOWN, ...facts }, scope: scope ?? null };
  return planEdit(task, new AppModules((file) => files[file] ?? null), CONFLICTS);
}

/** The file as it would be, or the code of the refusal. */
export function planned(task: SampleTask, file = "main.tsx"): string {
  const plan = planSample(task);
  if (plan.kind === "edits")
    return plan.files.find(({ path }) => path === file)?.after ?? "other file";
  return plan.kind === "refused"
    ? plan.code
    : `asks ${JSON.stringify(plan.choices.map(({ unavailable }) => unavailable === null))}`;
}
