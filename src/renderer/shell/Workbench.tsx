import type { ComponentType, ReactElement, ReactNode } from "react";
import { useApp } from "../client/currentApp.ts";
import { text } from "../messages/text.ts";
import type { Feature } from "../ui/feature.ts";
import { BottomPanel } from "./BottomPanel.tsx";
import { currentArrangement, useFrame } from "./frame.ts";
import { MainArea } from "./MainArea.tsx";
import { Panels } from "./Panels.tsx";
import { Rail } from "./Rail.tsx";
import { useDrawer, useNarrow } from "./narrow.ts";
import { ViewBoundary } from "./ViewBoundary.tsx";

/** Pixels of a side panel that says nothing of its own. */
const SIDE_MIN = 180;

/** The frame of an open app: rail, side panel, main area with the panel below, preview. */
export function Workbench({ features }: { readonly features: readonly Feature[] }): ReactElement {
  const app = useApp();
  const narrow = useNarrow();
  const drawer = useDrawer((state) => state.open);
  const arrangement = useFrame(currentArrangement);
  const { view, main, Side, Preview } = useViews(features);
  const side = Side === undefined ? null : guarded(<Side />);
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <Rail features={features} view={view?.id ?? ""} />
      <main className="relative min-h-0 min-w-0 flex-1">
        <h1 className="sr-only">{app?.name}</h1>
        {narrow && drawer && side !== null && (
          <section
            aria-label={text.shell.sidePanel}
            className="absolute inset-y-0 left-0 z-20 w-70 max-w-full border-r border-line-strong bg-panel shadow-pop"
          >
            {side}
          </section>
        )}
        <Panels
          arrangement={arrangement}
          side={narrow ? null : side}
          sideMin={view?.sideMin ?? SIDE_MIN}
          main={<MainArea features={features} chosen={main} />}
          bottom={<BottomPanel tabs={features.flatMap((feature) => feature.bottom ?? [])} />}
          preview={Preview === undefined ? null : guarded(<Preview />)}
        />
      </main>
    </div>
  );
}

interface Views {
  /** The feature chosen on the rail. */
  readonly view: Feature | undefined;
  /** The feature whose main view is shown. */
  readonly main: Feature | undefined;
  readonly Side: ComponentType | undefined;
  readonly Preview: ComponentType | undefined;
}

/** What fills the frame's parts: the chosen feature's views, else those of the first that has one. */
function useViews(features: readonly Feature[]): Views {
  const remembered = useFrame((memory) => memory.view);
  const onRail = features.filter((feature) => feature.rail !== undefined);
  const view = onRail.find((feature) => feature.id === remembered) ?? onRail[0];
  const firstMain = features.find((feature) => feature.main !== undefined);
  const firstSide = onRail.find((feature) => feature.side !== undefined);
  return {
    view,
    main: view?.main === undefined ? firstMain : view,
    Side: view?.side ?? firstSide?.side,
    Preview: features.find((feature) => feature.preview !== undefined)?.preview,
  };
}

function guarded(view: ReactNode): ReactElement {
  return <ViewBoundary>{view}</ViewBoundary>;
}
