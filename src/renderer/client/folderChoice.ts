import { create } from "zustand";
import type { App, FolderListing } from "../../common/contracts/apps.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import { useStudioInfo } from "./facts.ts";
import { studio, toProblem } from "./studio.ts";

export interface FolderRequest {
  /** What the dialog asks for: an app to open, or where a moved app is now. */
  readonly purpose: { readonly kind: "open" } | { readonly kind: "locate"; readonly app: App };
  /** Does what the folder was wanted for. What it throws is told, and another can be chosen. */
  readonly use: (folder: string) => Promise<void>;
}

interface FolderBrowser {
  /** Null while the browser is closed. */
  readonly request: FolderRequest | null;
  readonly listing: FolderListing | null;
  readonly problem: Problem | null;
  /** The folder that is being read or used. */
  readonly busy: string | null;
}

const CLOSED: FolderBrowser = { request: null, listing: null, problem: null, busy: null };

/** Studio's own folder dialog, for shells that have none. */
export const useFolderBrowser = create<FolderBrowser>(() => CLOSED);

/**
 * Lets the person choose a folder: in the system's dialog where the shell has one, else in
 * Studio's own, which this resolves at once for.
 *
 * @throws what the use of the folder threw, when the system's dialog was shown.
 */
export async function chooseFolder(request: FolderRequest): Promise<void> {
  if (useStudioInfo.getState().value?.shell !== "electron") {
    useFolderBrowser.setState({ ...CLOSED, request });
    await browse(null);
    return;
  }
  const { folder } = await studio.apps.pickFolder.mutate();
  if (folder !== null) await request.use(folder);
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
  const { request, listing } = useFolderBrowser.getState();
  if (request === null || listing === null) return;
  useFolderBrowser.setState({ busy: listing.folder, problem: null });
  try {
    await request.use(listing.folder);
    closeFolderBrowser();
  } catch (error) {
    useFolderBrowser.setState({ problem: toProblem(error), busy: null });
  }
}
