import { create } from "zustand";
import type { App, FolderListing } from "../../../common/contracts/apps.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { openApp } from "../../client/currentApp.ts";
import { useStudioInfo } from "../../client/facts.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { openFirstFile } from "./firstFile.ts";
import { notify } from "../../ui/notifications.ts";

/** What choosing a folder is for: opening it, or telling where a moved app is now. */
export type FolderPurpose =
  | { readonly kind: "open" }
  | { readonly kind: "locate"; readonly app: App };

interface FolderBrowser {
  /** Null while the browser is closed. */
  readonly purpose: FolderPurpose | null;
  readonly listing: FolderListing | null;
  readonly problem: Problem | null;
  /** The folder that is being read or opened. */
  readonly busy: string | null;
}

const CLOSED: FolderBrowser = { purpose: null, listing: null, problem: null, busy: null };

/** Studio's own folder dialog, for shells that have none. */
export const useFolderBrowser = create<FolderBrowser>(() => CLOSED);

/** An opened folder whose own configuration waits for the person's word. */
export const useTrustRequest = create<{ readonly app: App | null }>(() => ({ app: null }));

/** Lets the person choose a folder: in the system's dialog where the shell has one. */
export async function chooseFolder(purpose: FolderPurpose): Promise<void> {
  if (useStudioInfo.getState().value?.shell !== "electron") {
    useFolderBrowser.setState({ ...CLOSED, purpose });
    await browse(null);
    return;
  }
  try {
    const { folder } = await studio.apps.pickFolder.mutate();
    if (folder !== null) await take(purpose, folder);
  } catch (error) {
    const { message, next } = toProblem(error);
    notify({ level: "error", title: message, body: next ?? null });
  }
}

export function closeFolderBrowser(): void {
  useFolderBrowser.setState(CLOSED);
}

/** Shows a folder's folders; null begins at the person's home. */
export async function browse(folder: string | null): Promise<void> {
  useFolderBrowser.setState({ busy: folder ?? "", problem: null });
  try {
    const listing = await studio.apps.listFolders.query({ folder });
    useFolderBrowser.setState({ listing, busy: null });
  } catch (error) {
    useFolderBrowser.setState({ problem: toProblem(error), busy: null });
  }
}

/** Takes the folder on show. A refusal stays in the dialog, so that another can be chosen. */
export async function takeShownFolder(): Promise<void> {
  const { purpose, listing } = useFolderBrowser.getState();
  if (purpose === null || listing === null) return;
  useFolderBrowser.setState({ busy: listing.folder, problem: null });
  try {
    await take(purpose, listing.folder);
    closeFolderBrowser();
  } catch (error) {
    useFolderBrowser.setState({ problem: toProblem(error), busy: null });
  }
}

async function take(purpose: FolderPurpose, folder: string): Promise<void> {
  if (purpose.kind === "locate") {
    const app = await studio.apps.locate.mutate({ appId: purpose.app.id, folder });
    await openApp(app.id);
    return;
  }
  const app = await studio.apps.openFolder.mutate({ folder });
  await openApp(app.id);
  if (!app.trusted) useTrustRequest.setState({ app });
  await openFirstFile(app.id);
}

/** Says whether the folder's own configuration may run. */
export async function answerTrust(app: App, trusted: boolean): Promise<void> {
  useTrustRequest.setState({ app: null });
  try {
    if (trusted) await studio.apps.trust.mutate({ appId: app.id, trusted });
    else {
      const use = { appId: app.id, action: "use-default-config", subject: null } as const;
      await studio.preview.act.mutate(use);
    }
  } catch (error) {
    const { message, next } = toProblem(error);
    notify({ level: "error", title: message, body: next ?? null });
  }
}
