import { fileName, type FilePath } from "../../../common/apps/filePath.ts";
import type { KeptChanges, Resolution } from "../../../common/contracts/versions.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { currentRepository } from "../../client/versions.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { confirm } from "../../ui/confirm.ts";
import { notify } from "../../ui/notifications.ts";
import { act } from "./act.ts";
import { openDialog, setAmend, typeMessage, useVersionsView } from "./versionsView.ts";

const words = text.versions;

export async function beginVersions(): Promise<void> {
  await act((appId) => studio.versions.init.mutate({ appId }));
}

export async function refresh(): Promise<void> {
  await act((appId) => studio.versions.refresh.mutate({ appId }));
}

/** @param paths null for all. */
export async function stageFiles(paths: readonly FilePath[] | null): Promise<void> {
  await act((appId) => studio.versions.stage.mutate({ appId, paths: mutable(paths) }));
}

export async function unstageFiles(paths: readonly FilePath[] | null): Promise<void> {
  await act((appId) => studio.versions.unstage.mutate({ appId, paths: mutable(paths) }));
}

export async function resolveFile(path: FilePath, how: Resolution): Promise<void> {
  await act((appId) => studio.versions.resolve.mutate({ appId, path, how }));
}

export async function abortMerge(): Promise<void> {
  const agreed = await confirm({
    title: words.abortMerge,
    body: words.abortMergeBody,
    action: words.abortMerge,
    danger: true,
  });
  if (agreed) await act((appId) => studio.versions.abortMerge.mutate({ appId }));
}

/** Commits what is staged; everything when nothing is. Asks who commits where nobody knows. */
export async function commit(): Promise<void> {
  const repository = currentRepository();
  const { message, amend } = useVersionsView.getState();
  if (repository === null) return;
  const done = await act(async (appId) => {
    const isNothingStaged = repository.counts.staged === 0 && repository.merging === null;
    if (isNothingStaged && !amend) await studio.versions.stage.mutate({ appId, paths: null });
    return studio.versions.commit.mutate({ appId, message, amend });
  });
  if (done?.kind === "author-needed") {
    openDialog({ kind: "author", next: () => void commit() });
  } else if (done !== undefined) {
    typeMessage("");
    setAmend(false);
  }
}

/** Takes the last commit's message to go on from, or lets go of it. */
export function toggleAmend(): void {
  const { amend, message } = useVersionsView.getState();
  const last = currentRepository()?.message.trimEnd() ?? "";
  setAmend(!amend);
  if (!amend && message.trim() === "") typeMessage(last);
  else if (amend && message === last) typeMessage("");
}

/** Asks, takes changes off the disk, and offers to undo. @param paths null for all. */
export async function discardFiles(paths: readonly FilePath[] | null): Promise<void> {
  const count = paths?.length ?? currentRepository()?.counts.unstaged ?? 0;
  const [first] = paths ?? [];
  const agreed = await confirm({
    title:
      count === 1 && first !== undefined
        ? words.discarding.titleOne(fileName(first))
        : words.discarding.title(formatNumber(count)),
    body: words.discarding.body,
    action: words.discarding.action,
    danger: true,
  });
  if (!agreed) return;
  const done = await act((appId) =>
    studio.versions.discard.mutate({ appId, paths: mutable(paths) }),
  );
  const kept = done?.kept ?? null;
  if (kept === null) return;
  const files = words.files(kept.paths.length, formatNumber(kept.paths.length));
  offerBack(kept, words.discarded(files));
}

/** Says that changes are kept, with a button that brings them back. */
export function offerBack(kept: KeptChanges, title: string): void {
  const id = `kept:${kept.id}`;
  const undo = async (): Promise<void> => {
    const { appId } = useCurrentApp.getState();
    if (appId === null) return;
    try {
      await studio.versions.restoreKept.mutate({ appId, id: kept.id });
      notify({ id, level: "success", title: words.restored });
    } catch (error) {
      notify({ id, level: "error", title: toProblem(error).message });
    }
  };
  notify({ id, level: "info", title, action: { label: words.undo, run: () => void undo() } });
}

export async function restoreKept(id: string): Promise<void> {
  await act((appId) => studio.versions.restoreKept.mutate({ appId, id }));
}

export async function forgetKept(id: string): Promise<void> {
  const agreed = await confirm({
    title: words.forgetTitle,
    body: words.forgetBody,
    action: words.forget,
    danger: true,
  });
  if (agreed) await act((appId) => studio.versions.forgetKept.mutate({ appId, id }));
}

function mutable(paths: readonly FilePath[] | null): FilePath[] | null {
  return paths === null ? null : [...paths];
}
