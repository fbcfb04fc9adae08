import { Settings } from "../../common/contracts/studio.ts";
import { useSettings } from "./facts.ts";
import { studio, toProblem } from "./studio.ts";

/** What holds until the host has told the person's own settings. */
export const DEFAULT_SETTINGS: Settings = Settings.parse({});

/** Changes settings at once; the host's next snapshot confirms or corrects. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const before = useSettings.getState().value ?? DEFAULT_SETTINGS;
  useSettings.setState({ value: { ...before, ...change } });
  try {
    await studio.studio.setSettings.mutate(change);
  } catch (error) {
    useSettings.setState({ value: before, problem: toProblem(error) });
  }
}
