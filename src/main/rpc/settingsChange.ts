import { z } from "zod";
import { Settings } from "../../common/contracts/studio.ts";

const SomeSettings = z.object(Settings.shape).partial();

/**
 * A change of some settings. Zod fills a setting's default in also where a partial object leaves
 * it out: only what was given is passed on, or one change would reset all other settings.
 */
export const SettingsChange = z
  .record(z.string(), z.unknown())
  .transform((given): Partial<Settings> => {
    const parsed = Object.entries(SomeSettings.parse(given));
    const named = parsed.filter(([key]) => given[key] !== undefined);
    return Object.fromEntries(named) as Partial<Settings>;
  });
