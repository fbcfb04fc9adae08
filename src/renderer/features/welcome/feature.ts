import { LayoutGrid } from "lucide-react";
import { showWelcome, useCurrentApp } from "../../client/currentApp.ts";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { chooseAndOpenFolder } from "./folders.ts";
import { openImport } from "./importing.ts";
import { TourStatus } from "./TourStatus.tsx";
import { restartTour } from "./tourSteps.ts";
import { Welcome } from "./Welcome.tsx";
import { WelcomeOverlay } from "./WelcomeOverlay.tsx";

const words = text.welcome;

export const welcomeFeature: Feature = {
  id: "welcome",
  title: words.recent,
  icon: LayoutGrid,
  home: Welcome,
  overlay: WelcomeOverlay,
  status: [{ id: "tour", side: "right", order: 0, component: TourStatus }],
  commands: [
    { id: "apps.new", title: words.newApp, category: words.category, run: showWelcome },
    {
      id: "apps.openFolder",
      title: words.openFolder,
      category: words.category,
      key: "mod+o",
      run: chooseAndOpenFolder,
    },
    { id: "apps.import", title: text.importApp.open, category: words.category, run: openImport },
    {
      id: "studio.tour",
      title: words.showTour,
      category: text.shell.commands.studio,
      when: () => useCurrentApp.getState().appId !== null,
      run: restartTour,
    },
  ],
};
