import type { AppList } from "../../common/contracts/apps.ts";
import type { PackageJob } from "../../common/contracts/packages.ts";
import type { PreviewState, SyncState } from "../../common/contracts/preview.ts";
import type { EdgeHealth, Notice, Settings, StudioInfo } from "../../common/contracts/studio.ts";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "../../main/rpc/router.ts";
import { createFact } from "./fact.ts";

type Outputs = inferRouterOutputs<AppRouter>;
type Sent<T> = T extends AsyncIterable<{ readonly data: infer Value }> ? Value : never;

/** One line that the compiler, the package installer or the edge wrote. */
export type OutputLine = Sent<Outputs["preview"]["watchOutput"]>[number];

/** Every app Studio knows, most recently opened first. */
export const useAppsList = createFact<AppList>();

export const useSettings = createFact<Settings>();

export const useStudioInfo = createFact<StudioInfo>();

export const useEdgeHealth = createFact<EdgeHealth>();

/** Jobs of all apps, running and ended. */
export const usePackageJobs = createFact<readonly PackageJob[]>();

export const useNotices = createFact<readonly Notice[]>();

/** The current app's preview; null while no app is open. */
export const usePreviewState = createFact<PreviewState>();

/** How far the current app's preview stores are behind its folder. */
export const useSyncState = createFact<SyncState>();

/** Newest compiler, package and edge output of the current app. */
export const useOutput = createFact<readonly OutputLine[]>();
