import { create } from "zustand";
import { parseRepositoryPlace } from "../../../common/apps/repositoryUrl.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { BranchName, type ImportJob, MAX_ZIP_PART } from "../../../common/contracts/versions.ts";
import { openApp } from "../../client/currentApp.ts";
import { useAppsList } from "../../client/facts.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { notify } from "../../ui/notifications.ts";
import { openFirstFile } from "./firstFile.ts";
import { useTrustRequest } from "./folders.ts";

const words = text.importApp;

/** The import of one app, from the button until the app is open. */
export type Importing =
  | { readonly kind: "idle" }
  | {
      readonly kind: "uploading";
      readonly done: number;
      readonly total: number;
      readonly startedAt: number;
      readonly stopped: boolean;
    }
  | { readonly kind: "running"; readonly job: ImportJob }
  | { readonly kind: "failed"; readonly problem: Problem };

export const useImporting = create<{ readonly open: boolean; readonly state: Importing }>(() => ({
  open: false,
  state: { kind: "idle" },
}));

const set = (state: Importing): void => useImporting.setState({ state });

export const openImport = (): void =>
  useImporting.setState({ open: true, state: { kind: "idle" } });

/** Closing the dialog stops what it began. */
export async function closeImport(): Promise<void> {
  await stopImport();
  useImporting.setState({ open: false, state: { kind: "idle" } });
}

export async function stopImport(): Promise<void> {
  const { state } = useImporting.getState();
  if (state.kind === "uploading") set({ ...state, stopped: true });
  if (state.kind === "running") await studio.imports.cancel.mutate({ jobId: state.job.id });
}

/** Makes an app from a repository. */
export async function importRepository(
  typed: string,
  { history, token }: { readonly history: boolean; readonly token: string },
): Promise<void> {
  const place = parseRepositoryPlace(typed);
  if (place === null) return;
  const { url, name } = place;
  const branch = BranchName.safeParse(place.branch).data ?? null;
  try {
    if (token !== "" && URL.canParse(url)) {
      await studio.versions.setToken.mutate({ host: new URL(url).host, token });
    }
    const source = { kind: "clone", name: name.slice(0, 80), url, branch, history } as const;
    await follow(await studio.imports.start.mutate(source));
  } catch (error) {
    set({ kind: "failed", problem: toProblem(error) });
  }
}

/** Sends a zip to the host and makes an app from it. */
export async function importZip(file: File): Promise<void> {
  const name = file.name.replace(/\.zip$/i, "").slice(0, 80) || "App";
  try {
    const uploadId = await upload(file);
    if (uploadId === null) return set({ kind: "idle" });
    await follow(await studio.imports.start.mutate({ kind: "zip", name, uploadId }));
  } catch (error) {
    set({ kind: "failed", problem: toProblem(error) });
  }
}

/** Null when the person stopped it. */
async function upload(file: File): Promise<string | null> {
  const startedAt = Date.now();
  const total = file.size;
  set({ kind: "uploading", done: 0, total, startedAt, stopped: false });
  let uploadId: string | null = null;
  for (let at = 0; at < Math.max(1, total); at += MAX_ZIP_PART) {
    const part = await toBase64(file.slice(at, at + MAX_ZIP_PART));
    uploadId = (await studio.imports.upload.mutate({ uploadId, part })).uploadId;
    const { state } = useImporting.getState();
    if (state.kind !== "uploading" || state.stopped) return null;
    set({ ...state, done: Math.min(total, at + MAX_ZIP_PART) });
  }
  return uploadId;
}

function toBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      // A data: URL; what counts stands behind the comma.
      const url = typeof reader.result === "string" ? reader.result : "";
      resolve(url.slice(url.indexOf(",") + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error("The file cannot be read."));
    reader.readAsDataURL(blob);
  });
}

/** Shows how a job goes, and opens the app it made. */
async function follow(begun: ImportJob): Promise<void> {
  set({ kind: "running", job: begun });
  const ended = await new Promise<ImportJob>((resolve, reject) => {
    const watching = studio.imports.watch.subscribe(undefined, {
      onData: ({ data }) => {
        const job = data.find(({ id }) => id === begun.id);
        if (job === undefined) return;
        set({ kind: "running", job });
        if (job.status === "running") return;
        watching.unsubscribe();
        resolve(job);
      },
      onError: reject,
    });
  });
  if (ended.status === "cancelled") return set({ kind: "idle" });
  if (ended.problem !== null) return set({ kind: "failed", problem: ended.problem });
  await show(ended);
}

async function show({ appId, skipped }: ImportJob): Promise<void> {
  if (appId === null) return;
  await openApp(appId);
  useImporting.setState({ open: false, state: { kind: "idle" } });
  const app = useAppsList.getState().value?.apps.find(({ id }) => id === appId);
  if (app !== undefined && !app.trusted) useTrustRequest.setState({ app });
  tellSkipped(skipped);
  await openFirstFile(appId);
}

const TOLD = 8;

function tellSkipped(skipped: ImportJob["skipped"]): void {
  if (skipped.length === 0) return;
  const told = skipped.slice(0, TOLD).map(({ path, reason }) => `${path}: ${reason}`);
  const more = skipped.length - told.length;
  notify({
    level: "warning",
    title: words.skippedTitle(formatNumber(skipped.length)),
    body: [...told, ...(more > 0 ? [words.skippedMore(formatNumber(more))] : [])].join("\n"),
  });
}
