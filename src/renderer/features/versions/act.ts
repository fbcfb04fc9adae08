import type { AppId } from "../../../common/apps/appId.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { toProblem } from "../../client/studio.ts";
import { setBusy, showProblem, useVersionsView } from "./versionsView.ts";

/** Runs one change at a time. A failure stands in the view; undefined says that it failed. */
export async function act<T>(work: (appId: AppId) => Promise<T>): Promise<T | undefined> {
  const { appId } = useCurrentApp.getState();
  if (appId === null || useVersionsView.getState().busy) return undefined;
  setBusy(true);
  try {
    const done = await work(appId);
    showProblem(null);
    return done;
  } catch (error) {
    showProblem(toProblem(error));
    return undefined;
  } finally {
    setBusy(false);
  }
}
