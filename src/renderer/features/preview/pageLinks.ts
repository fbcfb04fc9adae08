import type { PageBridge } from "../../client/pageBridge.ts";
import type { LedPage } from "./pagesInStep.ts";
import { PagesInStep } from "./pagesInStep.ts";
import { isTouched, useFrame } from "./viewports.ts";

const inStep = new PagesInStep();

/**
 * Keeps the page of a viewport in step with the others, and lets it see the media features that
 * were chosen, until the returned function is called.
 */
export function linkPage(
  bridge: PageBridge,
  { viewportId, navigate }: { viewportId: number; navigate: LedPage["navigate"] },
): () => void {
  const stops = [
    inStep.add(bridge, {
      navigate,
      scroll: (x, y) => bridge.send({ type: "scroll", x, y }),
    }),
    bridge.subscribe("ready", ({ path }) => {
      inStep.placed(bridge, path, null);
      pretend(bridge, viewportId);
    }),
    bridge.subscribe("place", ({ path, x, y }) => inStep.placed(bridge, path, { x, y })),
    useFrame.subscribe((now, before) => {
      if (now.emulation === before.emulation && now.viewports === before.viewports) return;
      pretend(bridge, viewportId);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What each document was told last: one that was told nothing is not told nothing again. */
const told = new WeakMap<PageBridge, { document: number; said: string }>();

function pretend(bridge: PageBridge, viewportId: number): void {
  const { viewports, emulation } = useFrame.getState();
  const viewport = viewports.find(({ id }) => id === viewportId);
  if (viewport === undefined) return;
  const { scheme, reducedMotion } = emulation;
  const touch = isTouched(viewport, emulation);
  const message = { type: "emulate", scheme, reducedMotion, touch } as const;
  const { document } = bridge.facts.getState();
  const said = JSON.stringify(message);
  const last = told.get(bridge);
  const isFresh = last === undefined || last.document !== document;
  if (!isFresh && last.said === said) return;
  told.set(bridge, { document, said });
  const isPlain = scheme === null && reducedMotion === null && !touch;
  if (!(isFresh && isPlain)) bridge.send(message);
}
