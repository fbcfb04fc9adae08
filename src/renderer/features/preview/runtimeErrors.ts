import { create } from "zustand";
import type { PageFailure } from "../../../common/apps/pageCapture.ts";
import { usePreviewState } from "../../client/facts.ts";
import { followMainPage } from "../../client/mainPage.ts";
import type { PageBridge } from "../../client/pageBridge.ts";
import { Redaction } from "../../client/redactSecrets.ts";
import { secretNames } from "../../client/worker.ts";

interface RuntimeErrors {
  /** What the page threw and nobody caught since it was last mended; oldest first. */
  readonly failures: readonly PageFailure[];
}

const NONE: RuntimeErrors = { failures: [] };
const MAX_KEPT = 20;

export const useRuntimeErrors = create<RuntimeErrors>()(() => NONE);

/** Follows the preview's main page until the returned function is called. */
export function followRuntimeErrors(): () => void {
  const stops = [followMainPage(follow), usePreviewState.subscribe(() => forgetMended())];
  return () => {
    for (const stop of stops) stop();
    useRuntimeErrors.setState(NONE);
  };
}

export function dismissRuntimeErrors(): void {
  useRuntimeErrors.setState(NONE);
}

function follow(bridge: PageBridge): () => void {
  const stops = [
    bridge.subscribe("ready", dismissRuntimeErrors),
    bridge.subscribe("failure", ({ failure }) => {
      // An image that is missing breaks no page; the console lists it.
      if (failure.kind !== "resource") take(failure);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    useRuntimeErrors.setState(NONE);
  };
}

function take(failure: PageFailure): void {
  const message = new Redaction(secretNames()).text(failure.message);
  useRuntimeErrors.setState(({ failures }) => {
    // A component that throws on each render is one error, however often it is tried.
    const others = failures.filter((known) => known.message !== message);
    return { failures: [...others, { ...failure, message }].slice(-MAX_KEPT) };
  });
}

/** What was thrown before the save that is now on the screen belongs to code that is gone. */
function forgetMended(): void {
  const { failures } = useRuntimeErrors.getState();
  if (failures.length === 0) return;
  const saves = usePreviewState.getState().value?.saves ?? [];
  const painted = saves.findLast((save) => save.painted !== null);
  if (painted === undefined) return;
  const left = failures.filter(({ at }) => at >= painted.startedAt);
  if (left.length < failures.length) useRuntimeErrors.setState({ failures: left });
}
