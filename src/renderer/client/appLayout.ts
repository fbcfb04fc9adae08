import { z } from "zod";
import { create } from "zustand";
import type { AppId } from "../../common/apps/appId.ts";
import { useCurrentApp } from "./currentApp.ts";
import { studio, toProblem } from "./studio.ts";
import type { Problem } from "../../common/contracts/problem.ts";

const Slices = z.record(z.string(), z.unknown());

interface AppLayout {
  /** Whose layout this is; null while none is loaded. */
  readonly appId: AppId | null;
  /** What each part of the frame remembers of this app, by its own name. */
  readonly slices: Readonly<Record<string, unknown>>;
  /** Why the layout is not being remembered. */
  readonly problem: Problem | null;
}

const NONE: AppLayout = { appId: null, slices: {}, problem: null };

/** What the parts of the frame (panels, tabs, preview device) remember per app. */
export const useAppLayout = create<AppLayout>(() => NONE);

const SAVE_AFTER_MS = 400;
let saving: ReturnType<typeof setTimeout> | undefined;

/** Loads an app's layout; null forgets. An unreadable one counts as none: it is convenience. */
export async function loadLayout(appId: AppId | null): Promise<void> {
  const sent = flushLayout();
  useAppLayout.setState(NONE);
  await sent;
  if (appId === null) return;
  const read = await readLayout(appId);
  // Outside any catch: a listener that throws must not make a stored layout look unreadable.
  if (useCurrentApp.getState().appId === appId) useAppLayout.setState({ appId, ...read });
}

async function readLayout(appId: AppId): Promise<Pick<AppLayout, "slices" | "problem">> {
  try {
    return { slices: parseSlices(await studio.studio.layout.query({ appId })), problem: null };
  } catch (error) {
    return { slices: {}, problem: toProblem(error) };
  }
}

/** Resolves once the layout of an app is there; false when another app came before it was. */
export function layoutLoaded(appId: AppId): Promise<boolean> {
  const settled = (): boolean | undefined => {
    if (useAppLayout.getState().appId === appId) return true;
    return useCurrentApp.getState().appId === appId ? undefined : false;
  };
  return new Promise((resolve) => {
    const check = (): void => {
      const loaded = settled();
      if (loaded === undefined) return;
      unsubscribe();
      resolve(loaded);
    };
    const stops = [useAppLayout.subscribe(check), useCurrentApp.subscribe(check)];
    const unsubscribe = (): void => {
      for (const stop of stops) stop();
    };
    check();
  });
}

/** Reads one part's memory; undefined when it has none or its shape has changed since. */
export function readSlice<T>(name: string, shape: z.ZodType<T>): T | undefined {
  return shape.safeParse(useAppLayout.getState().slices[name]).data;
}

/** Remembers one part's state; it is sent to the host a moment later. */
export function writeSlice(name: string, value: unknown): void {
  const { appId, slices } = useAppLayout.getState();
  if (appId === null) return;
  useAppLayout.setState({ slices: { ...slices, [name]: value } });
  clearTimeout(saving);
  saving = setTimeout(() => void flushLayout(), SAVE_AFTER_MS);
}

/** Sends what was written but not sent yet. */
export async function flushLayout(): Promise<void> {
  if (saving === undefined) return;
  clearTimeout(saving);
  saving = undefined;
  const { appId, slices } = useAppLayout.getState();
  if (appId === null) return;
  try {
    await studio.studio.setLayout.mutate({ appId, layout: JSON.stringify(slices) });
  } catch (error) {
    useAppLayout.setState({ problem: toProblem(error) });
  }
}

function parseSlices(stored: string | null): Record<string, unknown> {
  if (stored === null) return {};
  try {
    return Slices.safeParse(JSON.parse(stored)).data ?? {};
  } catch {
    return {};
  }
}
