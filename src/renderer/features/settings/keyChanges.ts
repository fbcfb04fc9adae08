import { useSettings } from "../../client/facts.ts";
import { changeSettings, DEFAULT_SETTINGS } from "../../client/settings.ts";
import type { KeyOverrides } from "../../ui/keybinding.ts";

const current = (): KeyOverrides => (useSettings.getState().value ?? DEFAULT_SETTINGS).keybindings;

/** Gives a command a key of the person's own; null takes its key away. */
export function bindKey(commandId: string, key: string | null): Promise<void> {
  return changeSettings({ keybindings: { ...current(), [commandId]: key } });
}

/** Gives a command its default key back. */
export function resetKey(commandId: string): Promise<void> {
  const { [commandId]: _own, ...rest } = current();
  return changeSettings({ keybindings: rest });
}

export function resetAllKeys(): Promise<void> {
  return changeSettings({ keybindings: {} });
}
