import { useEffect, useMemo } from "react";
import { create } from "zustand";
import type { StackFrame } from "../../common/apps/pageCapture.ts";
import type { AppId } from "../../common/apps/appId.ts";
import {
  MAX_PLACES,
  type ServedPlace,
  type WrittenPlace,
} from "../../common/contracts/sourcePlaces.ts";
import { useCurrentApp } from "./currentApp.ts";
import { openFile } from "./editorIntents.ts";
import { usePreviewState } from "./facts.ts";
import { studio } from "./studio.ts";

/** A frame of a stack, and where it was written. */
export interface LocatedFrame {
  readonly frame: StackFrame;
  /** Null in a library or another site; undefined while the host is being asked. */
  readonly place: WrittenPlace | null | undefined;
}

interface SourcePlaces {
  readonly appId: AppId | null;
  readonly places: ReadonlyMap<string, WrittenPlace | null>;
}

/** What was found out. The address of a module changes with its text, so nothing gets stale. */
const useSourcePlaces = create<SourcePlaces>()(() => ({ appId: null, places: new Map() }));

const MAX_KEPT = 5000;
/** Rows that appear together ask together. */
const GATHER_MS = 20;

let wanted = new Map<string, ServedPlace>();
let asking: ReturnType<typeof setTimeout> | undefined;

/** A stack's frames with their places in the app's files, which come a moment later. */
export function useLocatedStack(stack: readonly StackFrame[]): readonly LocatedFrame[] {
  const appId = useCurrentApp((current) => current.appId);
  const origin = usePreviewOrigin();
  const places = useSourcePlaces((known) => (known.appId === appId ? known.places : NONE));
  useEffect(() => {
    if (appId !== null && origin !== null) want(appId, stack, origin);
  }, [appId, origin, stack]);
  return useMemo(
    () => stack.map((frame) => ({ frame, place: placeOf(frame, origin, places) })),
    [stack, origin, places],
  );
}

/** The nearest frame of the app's own; what a person would call the place of the error. */
export function nearestPlace(frames: readonly LocatedFrame[]): WrittenPlace | null {
  return frames.find(({ place }) => place !== null && place !== undefined)?.place ?? null;
}

export function openPlace({ file, line, column }: WrittenPlace): void {
  openFile(file, { line, column, pinned: true });
}

const NONE: SourcePlaces["places"] = new Map();

function usePreviewOrigin(): string | null {
  const url = usePreviewState(({ value }) => value?.previewUrl ?? null);
  return useMemo(() => (url === null ? null : new URL(url).origin), [url]);
}

function placeOf(
  frame: StackFrame,
  origin: string | null,
  places: SourcePlaces["places"],
): LocatedFrame["place"] {
  const served = origin === null ? null : servedPlace(frame, origin);
  return served === null ? null : places.get(keyOf(served));
}

/** Null for code of another site, of the browser, or of Studio's own script. */
function servedPlace({ url, line, column }: StackFrame, origin: string): ServedPlace | null {
  const parsed = URL.parse(url);
  if (parsed?.origin !== origin || line < 1 || column < 1) return null;
  if (parsed.pathname.startsWith("/__studio/")) return null;
  return { url: parsed.pathname + parsed.search, line, column };
}

const keyOf = ({ url, line, column }: ServedPlace): string => `${url}:${line}:${column}`;

function want(appId: AppId, stack: readonly StackFrame[], origin: string): void {
  if (useSourcePlaces.getState().appId !== appId) {
    wanted = new Map();
    useSourcePlaces.setState({ appId, places: new Map() });
  }
  const { places } = useSourcePlaces.getState();
  for (const frame of stack) {
    const served = servedPlace(frame, origin);
    if (served !== null && !places.has(keyOf(served))) wanted.set(keyOf(served), served);
  }
  if (wanted.size === 0) return;
  asking ??= setTimeout(() => void ask(appId), GATHER_MS);
}

async function ask(appId: AppId): Promise<void> {
  const batch = [...wanted].slice(0, MAX_PLACES);
  for (const [key] of batch) wanted.delete(key);
  asking = wanted.size === 0 ? undefined : setTimeout(() => void ask(appId), GATHER_MS);
  const places = batch.map(([, place]) => place);
  // Without an answer a frame is shown as the browser wrote it, which is what null says.
  const found = await studio.preview.locate.query({ appId, places }).catch(() => []);
  if (useSourcePlaces.getState().appId !== appId) return;
  useSourcePlaces.setState(({ places: known }) => {
    const next = new Map(known.size > MAX_KEPT ? [] : known);
    batch.forEach(([key], at) => next.set(key, found[at] ?? null));
    return { places: next };
  });
}
