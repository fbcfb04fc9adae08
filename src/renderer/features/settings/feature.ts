import { Settings2 } from "lucide-react";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { settingsCommands } from "./commands.ts";
import { Settings } from "./Settings.tsx";

export const settingsFeature: Feature = {
  id: "settings",
  title: text.settings.title,
  icon: Settings2,
  rail: "bottom",
  main: Settings,
  needsNoApp: true,
  commands: settingsCommands,
};
