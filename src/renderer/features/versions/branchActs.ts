import { BranchName, type CommitId } from "../../../common/contracts/versions.ts";
import type { SwitchMode } from "../../../common/contracts/versions.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { problemWords } from "../../client/versions.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { runCommand } from "../../ui/commands.ts";
import { confirm } from "../../ui/confirm.ts";
import { notify } from "../../ui/notifications.ts";
import { act } from "./act.ts";
import { offerBack } from "./changeActs.ts";
import { closeDialog, openDialog } from "./versionsView.ts";

const words = text.versions;

/** Switches to a branch. What is unsaved is saved first, what is in the way is put aside, asked. */
export async function switchTo(name: string): Promise<void> {
  closeDialog();
  if (!(await saveFirst())) return;
  await switchWith(name, "carry");
}

async function switchWith(name: string, mode: SwitchMode): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return;
  try {
    const { kept } = await studio.versions.switchBranch.mutate({ appId, name, mode });
    if (kept !== null) offerBack(kept, words.switching.aside(name));
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code === "conflict" && mode === "carry") await askAside(name, problem.message);
    else notify({ level: "error", title: problem.message, body: problem.next ?? null });
  }
}

async function askAside(name: string, cause: string): Promise<void> {
  const agreed = await confirm({
    title: words.switching.blockedTitle(name),
    body: cause,
    action: words.switching.blockedAction,
    danger: false,
  });
  if (agreed) await switchWith(name, "put-aside");
}

const SAVE_WAIT_MS = 10_000;

/** @returns whether nothing is unsaved any more. */
async function saveFirst(): Promise<boolean> {
  const unsaved = useEditorIntents.getState().dirty.size;
  if (unsaved === 0) return true;
  const agreed = await confirm({
    title: words.switching.unsavedTitle(formatNumber(unsaved)),
    body: words.switching.unsavedBody,
    action: words.switching.unsavedAction,
    danger: false,
  });
  if (!agreed || !runCommand("files.saveAll")) return false;
  if (await nothingUnsaved()) return true;
  notify({ level: "warning", title: words.switching.notSaved });
  return false;
}

function nothingUnsaved(): Promise<boolean> {
  const isClean = (): boolean => useEditorIntents.getState().dirty.size === 0;
  if (isClean()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (saved: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(saved);
    };
    const timer = setTimeout(() => settle(false), SAVE_WAIT_MS);
    const stop = useEditorIntents.subscribe(() => isClean() && settle(true));
  });
}

/** Makes a branch and switches to it. @param at null begins at the current commit. */
export async function createBranch(name: BranchName, at: CommitId | null): Promise<void> {
  closeDialog();
  const made = await act(async (appId) => {
    await studio.versions.createBranch.mutate({ appId, name, at });
    return true;
  });
  if (made === true) await switchTo(name);
}

export async function renameBranch(from: string, to: BranchName): Promise<void> {
  closeDialog();
  await act((appId) => studio.versions.renameBranch.mutate({ appId, from, to }));
}

/** Deletes a branch; asks when commits would be lost, and can make it again. */
export async function deleteBranch(name: string, force = false): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return;
  closeDialog();
  try {
    const { was } = await studio.versions.deleteBranch.mutate({ appId, name, force });
    const again = (): void =>
      void act(() =>
        studio.versions.createBranch.mutate({ appId, name: BranchName.parse(name), at: was }),
      );
    const title = words.branches.removed(name);
    notify({ level: "info", title, action: { label: words.undo, run: again } });
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code !== "conflict" || force) {
      notify({ level: "error", title: problem.message, body: problem.next ?? null });
      return;
    }
    const agreed = await confirm({
      title: words.branches.lossTitle(name),
      body: words.branches.lossBody,
      action: words.branches.remove,
      danger: true,
    });
    if (agreed) await deleteBranch(name, true);
  }
}

/** Merges a branch into the current one; conflicts show in the view. */
export async function mergeBranch(name: string): Promise<void> {
  closeDialog();
  if (!(await saveFirst())) return;
  const { appId } = useCurrentApp.getState();
  if (appId === null) return;
  try {
    const done = await studio.versions.merge.mutate({ appId, name });
    if (done.kind === "author-needed") {
      openDialog({ kind: "author", next: () => void mergeBranch(name) });
    } else if (done.kind === "conflicts") {
      runCommand("view.show.versions");
    } else notify({ level: "success", title: words.merged[done.kind](name) });
  } catch (error) {
    notify({ level: "error", title: words.actFailed, body: problemWords(toProblem(error)) });
  }
}
