import type { AppId } from "../../common/apps/appId.ts";
import type { Snippets } from "../../common/contracts/settings.ts";
import { useCurrentApp } from "./currentApp.ts";
import { createFact, followFact } from "./fact.ts";
import { studio } from "./studio.ts";

/** Snippets of the person and of the current app. */
export const useSnippets = createFact<Snippets>();

/** Keeps {@link useSnippets} up to date until the returned function is called. */
export function followSnippets(): () => void {
  const follow = (appId: AppId | null): (() => void) =>
    followFact(useSnippets, (handlers) =>
      studio.settings.watchSnippets.subscribe({ appId }, handlers),
    );
  let stop = follow(useCurrentApp.getState().appId);
  const unsubscribe = useCurrentApp.subscribe((now, before) => {
    if (now.appId === before.appId) return;
    stop();
    stop = follow(now.appId);
  });
  return () => {
    unsubscribe();
    stop();
  };
}
