import { create } from "zustand";
import type { AppId } from "../../../../common/apps/appId.ts";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type { ElementRef, SourcePlace } from "../../../../common/apps/pageElement.ts";
import type {
  DesignEdit,
  DesignPlan,
  EditScope,
  ElementFacts,
  ElementPlace,
  PlannedFile,
} from "../../../../common/contracts/design.ts";
import type { Problem } from "../../../../common/contracts/problem.ts";
import { useCurrentApp } from "../../../client/currentApp.ts";
import { openFile } from "../../../client/editorIntents.ts";
import { openTexts } from "../../../client/openTexts.ts";
import { useSelection } from "../../../client/selection.ts";
import { studio, toProblem } from "../../../client/studio.ts";
import { type AppliedWorkspaceEdit, applyWorkspaceEdit } from "../../../client/workspaceEdits.ts";
import { endTweak, ownTextOf } from "./tweak.ts";

/** How far the last wish has come: from the control over the plan to the file. */
export type EditState =
  | { readonly kind: "idle" }
  | { readonly kind: "planning"; readonly edit: DesignEdit }
  | { readonly kind: "planned"; readonly edit: DesignEdit; readonly plan: DesignPlan }
  | { readonly kind: "writing"; readonly edit: DesignEdit; readonly plan: DesignPlan }
  | { readonly kind: "written"; readonly applied: AppliedWorkspaceEdit }
  | { readonly kind: "failed"; readonly problem: Problem };

export const useDesignEdit = create<EditState>()(() => ({ kind: "idle" }));

/** The element's own text is told up to this length; beyond it nobody knows the rest. */
const TOLD_TEXT = 400;
const OPEN_WAIT_MS = 4000;

let asked = 0;

/** Has an edit of the selected element planned; what it comes to is in {@link useDesignEdit}. */
export async function requestEdit(edit: DesignEdit, scope: EditScope | null = null): Promise<void> {
  const element = useSelection.getState().selected.at(-1);
  const { appId } = useCurrentApp.getState();
  const place = placeOf(element?.source ?? null);
  if (element === undefined || appId === null || place === null) return;
  const mine = ++asked;
  show({ kind: "planning", edit });
  const next = await planned(appId, { edit, scope, element, place });
  if (mine !== asked) return;
  const isRefused =
    next.kind === "failed" || (next.kind === "planned" && next.plan.kind === "refused");
  // What cannot be written is not shown as if it were.
  if (isRefused) endTweak();
  show(next);
}

async function planned(
  appId: AppId,
  wish: {
    readonly edit: DesignEdit;
    readonly scope: EditScope | null;
    readonly element: ElementRef;
    readonly place: ElementPlace;
  },
): Promise<EditState> {
  const { edit, scope, element, place } = wish;
  try {
    const facts = await factsOf(element);
    const open = (openTexts()?.all() ?? [])
      .filter(({ dirty }) => dirty)
      .map((text) => ({ path: text.path, text: text.text() }));
    const plan = await studio.design.plan.mutate({ appId, place, edit, facts, scope, open });
    return { kind: "planned", edit, plan };
  } catch (error) {
    return { kind: "failed", problem: toProblem(error) };
  }
}

/** Writes what was planned through the editor, so that its undo takes it back. */
export async function acceptPlan(): Promise<void> {
  const state = useDesignEdit.getState();
  if (state.kind !== "planned" || state.plan.kind !== "edits") return;
  const { files } = state.plan;
  show({ kind: "writing", edit: state.edit, plan: state.plan });
  const stale = await firstChanged(files);
  if (stale !== null) {
    endTweak();
    show({ kind: "failed", problem: changedMeanwhile(stale) });
    return;
  }
  // The page must not take a text back that it was given by the source meanwhile.
  if (state.edit.kind === "setText") endTweak();
  const result = await applyWorkspaceEdit({
    files: files.map(({ path, edits }) => ({ path, edits })),
  });
  if (!result.ok) endTweak();
  show(
    result.ok
      ? { kind: "written", applied: result.value }
      : { kind: "failed", problem: result.error },
  );
}

/** Leaves everything as it is. */
export function cancelPlan(): void {
  asked += 1;
  endTweak();
  show({ kind: "idle" });
}

export async function undoWritten(): Promise<void> {
  const state = useDesignEdit.getState();
  if (state.kind !== "written") return;
  endTweak();
  const undone = await state.applied.undo();
  show(undone.ok ? { kind: "idle" } : { kind: "failed", problem: undone.error });
}

/** A plan is for the element it was made for: another selection drops it. */
export function followSelectedElement(): () => void {
  return useSelection.subscribe((now, before) => {
    const [element, other] = [now.selected.at(-1), before.selected.at(-1)];
    if (element === other) return;
    // The page drew what was written: its own style takes over from the one that was shown.
    if (useDesignEdit.getState().kind === "written") endTweak();
    if (element?.id !== other?.id) cancelPlan();
  });
}

/** Where the element can be changed; null when its place is not certain. */
export function placeOf(source: SourcePlace | null): ElementPlace | null {
  const file = FilePath.safeParse(source?.file).data;
  if (source === null || file === undefined || !source.sure) return null;
  return { file, line: source.line, column: source.column };
}

async function factsOf(element: ElementRef): Promise<ElementFacts> {
  const page = useSelection.getState().page;
  const answer = await page?.ask({ ask: "facts", id: element.id });
  const told = answer?.ok === true ? (answer.value?.attributes ?? []) : [];
  const text = ownTextOf(element);
  return {
    tag: element.tag,
    classes: element.classes,
    text: text.length >= TOLD_TEXT ? null : text,
    attributes: Object.fromEntries(told.map(({ name, value }) => [name, value])),
    instances: element.instances,
    index: element.instance,
    owners: element.owners
      .slice(0, 50)
      .map(({ name, source }) => ({ component: name, place: placeOf(source) })),
  };
}

/** The path of a file that is not what the plan was made for any more. */
async function firstChanged(files: readonly PlannedFile[]): Promise<string | null> {
  for (const { path, before } of files) {
    const text = await openedText(path);
    if (text === null || text.replaceAll("\r\n", "\n") !== before.replaceAll("\r\n", "\n"))
      return path;
  }
  return null;
}

/** Opens a file, so that the edit is a step of its editor's undo. */
async function openedText(path: FilePath): Promise<string | null> {
  const find = (): string | null =>
    openTexts()
      ?.all()
      .find((text) => text.path === path)
      ?.text() ?? null;
  if (find() === null) openFile(path, { focus: false, pinned: true });
  const end = performance.now() + OPEN_WAIT_MS;
  while (find() === null && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return find();
}

function changedMeanwhile(path: string): Problem {
  return {
    code: "conflict",
    message: `${path} was changed since the edit was planned, so nothing was written.`,
    next: "Make the change once more.",
  };
}

function show(state: EditState): void {
  useDesignEdit.setState(state, true);
}
