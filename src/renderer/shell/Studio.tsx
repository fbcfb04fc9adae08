import { type ReactElement, useEffect } from "react";
import { useCurrentApp } from "../client/currentApp.ts";
import { addCommands } from "../ui/commands.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import type { Feature } from "../ui/feature.ts";
import { Toasts } from "../ui/Toasts.tsx";
import { TooltipProvider } from "../ui/Tooltip.tsx";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { followFrame, followOpenedFiles, useFrame } from "./frame.ts";
import { listenForKeys } from "./keybindings.ts";
import { followNotices } from "./notices.ts";
import { Omni } from "./Omni.tsx";
import { followRecentCommands } from "./recentCommands.ts";
import { followRecentFiles } from "./recentFiles.ts";
import { shellCommands } from "./shellCommands.ts";
import { StatusBar } from "./StatusBar.tsx";
import { TitleBar } from "./TitleBar.tsx";
import { ViewBoundary } from "./ViewBoundary.tsx";
import { Workbench } from "./Workbench.tsx";

/** The whole window. */
export function Studio({ features }: { readonly features: readonly Feature[] }): ReactElement {
  useShell(features);
  const hasApp = useCurrentApp((current) => current.appId !== null);
  return (
    <TooltipProvider>
      <div className="flex h-full flex-col">
        <TitleBar />
        <ConnectionBanner />
        {hasApp ? <Workbench features={features} /> : <Home features={features} />}
        <StatusBar features={features} />
      </div>
      {features.map(({ id, overlay: Overlay }) =>
        Overlay === undefined ? null : (
          <ViewBoundary key={id}>
            <Overlay />
          </ViewBoundary>
        ),
      )}
      <Omni />
      <ConfirmDialog />
      <Toasts />
    </TooltipProvider>
  );
}

function useShell(features: readonly Feature[]): void {
  useEffect(() => {
    const stops = [
      addCommands(shellCommands(features)),
      listenForKeys(window),
      followFrame(),
      followOpenedFiles((view) => coversEditor(features, view)),
      followRecentCommands(),
      followRecentFiles(),
      followNotices(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [features]);
}

/** The first main view is the editor's own; any other takes its place. */
function coversEditor(features: readonly Feature[], view: string): boolean {
  const home = features.find((feature) => feature.main !== undefined);
  const shown = features.find((feature) => feature.id === view);
  return shown?.main !== undefined && shown !== home;
}

/** What is shown while no app is open: the welcome, or a view that needs none. */
function Home({ features }: { readonly features: readonly Feature[] }): ReactElement {
  const view = useFrame((memory) => memory.view);
  const chosen = features.find((feature) => feature.id === view && feature.needsNoApp === true);
  const Shown = chosen?.main ?? features.find((feature) => feature.home !== undefined)?.home;
  return (
    <div className="min-h-0 flex-1">
      <ViewBoundary>{Shown !== undefined && <Shown />}</ViewBoundary>
    </div>
  );
}
