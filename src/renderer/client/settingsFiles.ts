import type { AppId } from "../../common/apps/appId.ts";
import type { Problem } from "../../common/contracts/problem.ts";
import type { SettingsState } from "../../common/contracts/settings.ts";
import type { SettingKey } from "../../common/contracts/settingFields.ts";
import { useCurrentApp } from "./currentApp.ts";
import { createFact, followFact } from "./fact.ts";
import { useSettings } from "./facts.ts";
import { studio, toProblem } from "./studio.ts";

/** The person's settings file and the current app's, as they stand. */
export const useSettingsFiles = createFact<SettingsState>();

/** Keeps {@link useSettingsFiles}, and what holds of it in `useSettings`, up to date. */
export function followSettings(): () => void {
  const follow = (appId: AppId | null): (() => void) =>
    followFact(useSettingsFiles, (handlers) =>
      studio.settings.watch.subscribe({ appId }, handlers),
    );
  let stop = follow(useCurrentApp.getState().appId);
  const stops = [
    useCurrentApp.subscribe((now, before) => {
      if (now.appId === before.appId) return;
      stop();
      stop = follow(now.appId);
    }),
    useSettingsFiles.subscribe(({ value, problem }, before) => {
      if (value !== null && value !== before.value) {
        useSettings.setState({ value: value.effective, problem: null });
      }
      if (problem !== null && problem !== before.problem) useSettings.setState({ problem });
    }),
  ];
  return () => {
    stop();
    for (const end of stops) end();
  };
}

/**
 * Changes one setting of the person (`appId` null) or of an app; undefined resets it. Resolves to
 * why it was not changed, or null.
 */
export async function changeSetting(
  appId: AppId | null,
  key: SettingKey,
  value: unknown,
): Promise<Problem | null> {
  try {
    await studio.settings.change.mutate({ appId, key, value });
    return null;
  } catch (error) {
    return toProblem(error);
  }
}
