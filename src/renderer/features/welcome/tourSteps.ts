import type { Settings } from "../../../common/contracts/studio.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { usePreviewState, useSettings } from "../../client/facts.ts";
import { changeSettings, DEFAULT_SETTINGS } from "../../client/settings.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { onCommandRun } from "../../ui/commands.ts";

export type TourStep = "edited" | "opened" | "reloaded";
export const TOUR_STEPS: readonly TourStep[] = ["edited", "opened", "reloaded"];

type Tour = Settings["tour"];

const tour = (): Tour => (useSettings.getState().value ?? DEFAULT_SETTINGS).tour;

const changeTour = (change: Partial<Tour>): void =>
  void changeSettings({ tour: { ...tour(), ...change } });

export const dismissTour = (): void => changeTour({ dismissed: true });

export const restartTour = (): void =>
  changeTour({
    edited: false,
    opened: false,
    reloaded: false,
    dismissed: false,
    collapsed: false,
  });

/** Puts the tour away to the status bar, or takes it out again. */
export const collapseTour = (collapsed: boolean): void => changeTour({ collapsed });

/** The tour while there is one to show: an app is open, and it was not ended. */
export function useTour(): Tour | null {
  const hasApp = useCurrentApp((current) => current.appId !== null);
  const now = useSettings(({ value }) => value?.tour ?? null);
  return !hasApp || now === null || now.dismissed ? null : now;
}

/** `1 of 3 done` */
export function tourProgress(now: Tour): string {
  const done = TOUR_STEPS.filter((step) => now[step]).length;
  return text.welcome.tour.progress(formatNumber(done), formatNumber(TOUR_STEPS.length));
}

function done(step: TourStep): void {
  if (useSettings.getState().value === null || tour().dismissed || tour()[step]) return;
  changeTour({ [step]: true });
}

/** Sees each step being done, until the returned function is called. */
export function followTour(): () => void {
  const stops = [
    usePreviewState.subscribe(({ value: now }, { value: before }) => {
      if (now?.appId !== before?.appId) return;
      if (paintedSaves(now?.saves) > paintedSaves(before?.saves)) done("edited");
    }),
    useEditorIntents.subscribe((now, before) => {
      // The first file an app opens with was opened by Studio, not by the person.
      if (before.active !== null && now.active !== null && now.active !== before.active) {
        done("opened");
      }
    }),
    onCommandRun((id) => {
      if (id === "preview.reload") done("reloaded");
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function paintedSaves(saves: readonly { readonly painted: number | null }[] = []): number {
  return saves.filter((save) => save.painted !== null).length;
}
