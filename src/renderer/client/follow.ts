import type { AppId } from "../../common/apps/appId.ts";
import { followAccount } from "./account.ts";
import { followAppFiles } from "./appFiles.ts";
import { useConnection } from "./connection.ts";
import { appOfAddress, openApp, showWelcome, useCurrentApp } from "./currentApp.ts";
import { type FactStore, followFact } from "./fact.ts";
import {
  useAppsList,
  useEdgeHealth,
  useNotices,
  useOutput,
  usePackageJobs,
  usePreviewState,
  useStudioInfo,
  useSyncState,
} from "./facts.ts";
import { loadLayout } from "./appLayout.ts";
import { followSelection } from "./selection.ts";
import { followSettings } from "./settingsFiles.ts";
import { followSnippets } from "./snippets.ts";
import { studio, toProblem } from "./studio.ts";
import { useVersions } from "./versions.ts";

/** Keeps every fact of the window up to date until the returned function is called. */
export function followStudio(): () => void {
  const stops = [
    followSettings(),
    followAccount(),
    followSnippets(),
    followFact(useAppsList, (handlers) => studio.apps.watch.subscribe(undefined, handlers)),
    followFact(useEdgeHealth, (handlers) => studio.edge.watch.subscribe(undefined, handlers)),
    followFact(usePackageJobs, (handlers) => studio.packages.watch.subscribe(undefined, handlers)),
    followFact(useNotices, (handlers) => studio.studio.watchNotices.subscribe(undefined, handlers)),
    followInfo(),
    followCurrentApp(),
    followAppFiles(),
    leaveRemovedApp(),
    followSelection(),
  ];
  const named = appOfAddress(location.hash);
  if (named !== null) void openApp(named);
  return () => {
    for (const stop of stops) stop();
  };
}

/** The program may have been updated while the window was away: asked again at each contact. */
function followInfo(): () => void {
  const ask = async (): Promise<void> => {
    try {
      useStudioInfo.setState({ value: await studio.studio.info.query(), problem: null });
    } catch (error) {
      useStudioInfo.setState({ problem: toProblem(error) });
    }
  };
  void ask();
  return useConnection.subscribe((now, before) => {
    if (now.state === "connected" && before.state === "reconnecting") void ask();
  });
}

function followCurrentApp(): () => void {
  let stops: (() => void)[] = [];
  const stopAll = (): void => {
    for (const stop of stops) stop();
    stops = [];
  };
  const follow = (appId: AppId | null): void => {
    stopAll();
    forget(usePreviewState, useVersions, useSyncState, useOutput);
    void loadLayout(appId);
    if (appId === null) return;
    stops = [
      followFact(usePreviewState, (handlers) =>
        studio.preview.watch.subscribe({ appId }, handlers),
      ),
      followFact(useVersions, (handlers) => studio.versions.watch.subscribe({ appId }, handlers)),
      followFact(useSyncState, (handlers) => studio.sync.watch.subscribe({ appId }, handlers)),
      followFact(useOutput, (handlers) =>
        studio.preview.watchOutput.subscribe({ appId }, handlers),
      ),
    ];
  };
  const unsubscribe = useCurrentApp.subscribe((now, before) => {
    if (now.appId !== before.appId) follow(now.appId);
  });
  return () => {
    unsubscribe();
    stopAll();
  };
}

function forget(...facts: { setState: FactStore<never>["setState"] }[]): void {
  for (const fact of facts) fact.setState({ value: null, problem: null });
}

/** Another window may have removed or closed the app that this one shows. */
function leaveRemovedApp(): () => void {
  return useAppsList.subscribe(({ value }) => {
    const { appId } = useCurrentApp.getState();
    if (appId === null || value === null) return;
    const shown = value.apps.find((app) => app.id === appId);
    if (shown === undefined || !shown.open) showWelcome();
  });
}
