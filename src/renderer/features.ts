import { consoleFeature } from "./features/console/feature.ts";
import { chatFeature } from "./features/chat/feature.ts";
import { editorFeature } from "./features/editor/feature.ts";
import { historyFeature } from "./features/editor/history/historyFeature.ts";
import { filesFeature } from "./features/files/feature.ts";
import { inspectorFeature } from "./features/inspector/feature.ts";
import { layersFeature } from "./features/inspector/layers/feature.ts";
import { networkFeature } from "./features/network/feature.ts";
import { previewFeature } from "./features/preview/feature.ts";
import { workerFeature } from "./features/preview/worker/feature.ts";
import { problemsFeature } from "./features/problems/feature.ts";
import { searchFeature } from "./features/search/feature.ts";
import { settingsFeature } from "./features/settings/feature.ts";
import { terminalFeature } from "./features/terminal/feature.ts";
import { timelineFeature } from "./features/timeline/feature.ts";
import { versionsFeature } from "./features/versions/feature.ts";
import { welcomeFeature } from "./features/welcome/feature.ts";
import type { Feature } from "./ui/feature.ts";

/** Every part of Studio, in the order of the rail. The first with a main view is the home view. */
export const features: readonly Feature[] = [
  filesFeature,
  chatFeature,
  searchFeature,
  versionsFeature,
  historyFeature,
  layersFeature,
  inspectorFeature,
  editorFeature,
  previewFeature,
  timelineFeature,
  problemsFeature,
  consoleFeature,
  networkFeature,
  workerFeature,
  terminalFeature,
  settingsFeature,
  welcomeFeature,
];
