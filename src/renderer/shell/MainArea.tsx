import { type ReactElement, useState } from "react";
import type { Feature } from "../ui/feature.ts";
import { ViewBoundary } from "./ViewBoundary.tsx";

interface MainAreaProps {
  /** Those with a main view. */
  readonly features: readonly Feature[];
  /** The one to show. */
  readonly chosen: Feature | undefined;
}

/** Main views stay mounted once shown, so that going back to the editor is instant. */
export function MainArea({ features, chosen }: MainAreaProps): ReactElement {
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  if (chosen !== undefined && !visited.has(chosen.id)) {
    setVisited(new Set(visited).add(chosen.id));
  }
  return (
    <div className="h-full min-h-0 min-w-0 dock-main-anchor">
      {features.map((feature) => {
        const Main = feature.main;
        if (Main === undefined || !visited.has(feature.id)) return null;
        return (
          <div key={feature.id} hidden={feature !== chosen} className="h-full min-h-0">
            <ViewBoundary>
              <Main />
            </ViewBoundary>
          </div>
        );
      })}
    </div>
  );
}
