import type { AppId } from "../../../../common/apps/appId.ts";
import { useCurrentApp } from "../../../client/currentApp.ts";
import { followFact } from "../../../client/fact.ts";
import { useLanguageStatus, WINDOW_ID } from "../../../client/languageWindow.ts";
import { studio } from "../../../client/studio.ts";
import { followDiagnostics } from "./diagnosticsFeed.ts";
import { TextSync } from "./textSync.ts";

let current: TextSync | null = null;

/** The texts of the current app that the host is told of. */
export const textSync = (): TextSync | null => current;

/** Keeps the host's language servers told of the current app, as long as the page lives. */
export function followLanguages(): void {
  let stop = openSession(useCurrentApp.getState().appId);
  useCurrentApp.subscribe((now, before) => {
    if (now.appId === before.appId) return;
    stop();
    stop = openSession(now.appId);
  });
}

function openSession(appId: AppId | null): () => void {
  if (appId === null) return () => undefined;
  const sync = new TextSync(appId);
  current = sync;
  let session: string | undefined;
  const stops = [
    useLanguageStatus.subscribe(({ value }) => {
      if (value === null || value.session === session) return;
      session = value.session;
      sync.openAll();
    }),
    followFact(useLanguageStatus, (handlers) =>
      studio.language.watch.subscribe({ appId, windowId: WINDOW_ID }, handlers),
    ),
    followDiagnostics(appId),
  ];
  return () => {
    for (const stop of stops) stop();
    sync[Symbol.dispose]();
    current = null;
    useLanguageStatus.setState({ value: null, problem: null });
  };
}
