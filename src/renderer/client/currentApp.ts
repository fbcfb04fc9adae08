import { create } from "zustand";
import { AppId } from "../../common/apps/appId.ts";
import type { App } from "../../common/contracts/apps.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import { useAppsList } from "./facts.ts";
import { studio, toProblem } from "./studio.ts";

interface CurrentApp {
  /** The app this window shows; null shows the welcome view. */
  readonly appId: AppId | null;
  /** The app that is being opened, while it is. */
  readonly opening: AppId | null;
  /** Why the last attempt to open an app failed. */
  readonly problem: Problem | null;
}

export const useCurrentApp = create<CurrentApp>(() => ({
  appId: null,
  opening: null,
  problem: null,
}));

/** What Studio knows of the app this window shows. */
export function useApp(): App | null {
  const appId = useCurrentApp((current) => current.appId);
  return useAppsList(({ value }) => value?.apps.find((app) => app.id === appId) ?? null);
}

/** Opens an app in the host and shows it. A failure is in the store's `problem`. */
export async function openApp(appId: AppId): Promise<void> {
  useCurrentApp.setState({ opening: appId, problem: null });
  try {
    await studio.apps.open.mutate({ appId });
    if (useCurrentApp.getState().opening !== appId) return;
    showApp(appId);
  } catch (error) {
    useCurrentApp.setState({ opening: null, problem: toProblem(error) });
  }
}

/** Shows an app that is open in the host already. */
export function showApp(appId: AppId): void {
  useCurrentApp.setState({ appId, opening: null, problem: null });
  // The address names the app, so that a reloaded window shows the same one.
  history.replaceState(null, "", `#${appId}`);
}

/** Goes back to the welcome view; the app stays open in the host. */
export function showWelcome(): void {
  useCurrentApp.setState({ appId: null, opening: null, problem: null });
  history.replaceState(null, "", location.pathname);
}

/** Asks whether an app may be closed; false keeps it open. */
type ClosingGuard = (appId: AppId) => Promise<boolean>;

const closingGuards = new Set<ClosingGuard>();

/** Has the person asked before an app is closed, until the returned function is called. */
export function guardClosing(guard: ClosingGuard): () => void {
  closingGuards.add(guard);
  return () => closingGuards.delete(guard);
}

/**
 * Closes the app in the host: its folder is no longer watched, its terminals end, its preview
 * stays served. Nothing happens when the person wants to keep what runs in it.
 */
export async function closeApp(appId: AppId): Promise<void> {
  for (const guard of closingGuards) {
    if (!(await guard(appId))) return;
  }
  if (useCurrentApp.getState().appId === appId) showWelcome();
  await studio.apps.close.mutate({ appId });
}

/** The app a window's address names, when it names one. */
export function appOfAddress(hash: string): AppId | null {
  return AppId.safeParse(hash.replace(/^#/, "")).data ?? null;
}
