import { type PageBridge, usePageBridges } from "./pageBridge.ts";

/**
 * Follows the preview's main page: `follow` is called for it, and again when another takes its
 * place, after what it returned was called for the one before. Until the returned function is called.
 */
export function followMainPage(follow: (page: PageBridge) => () => void): () => void {
  const enter = (page: PageBridge | undefined): (() => void) =>
    page === undefined ? () => undefined : follow(page);
  let leave = enter(usePageBridges.getState().bridges[0]);
  const stop = usePageBridges.subscribe(({ bridges: [now] }, { bridges: [before] }) => {
    if (now === before) return;
    leave();
    leave = enter(now);
  });
  return () => {
    stop();
    leave();
  };
}
