import { useMemo } from "react";
import { DEFAULT_SETTINGS } from "../client/settings.ts";
import { useSettings } from "../client/facts.ts";
import { type Command, isEnabled, runCommand, useCommands } from "../ui/commands.ts";
import { type KeyOverrides, keyOf } from "../ui/keybinding.ts";
import { keyOfPress, typesCharacter } from "../ui/keys.ts";
import { isKeptKey } from "../ui/keptKeys.ts";

export function useKeyOverrides(): KeyOverrides {
  return useSettings(({ value }) => (value ?? DEFAULT_SETTINGS).keybindings);
}

/** The key of one command, for the tooltip of a button that runs it. */
export function useKeyOf(commandId: string): string | null {
  const command = useCommands(({ commands }) => commands.get(commandId));
  const overrides = useKeyOverrides();
  return useMemo(
    () => (command === undefined ? null : keyOf(command, overrides)),
    [command, overrides],
  );
}

/**
 * The command a key runs. Among commands of one key the first enabled wins; the person's own keys
 * come before defaults, so that rebinding always takes effect.
 */
function commandOfKey(
  key: string,
  commands: Iterable<Command>,
  overrides: KeyOverrides,
): Command | undefined {
  const bound = [...commands].filter((command) => keyOf(command, overrides) === key);
  const own = bound.filter((command) => overrides[command.id] !== undefined);
  return [...own, ...bound].find(isEnabled);
}

/** Runs commands by key, anywhere in the window, until the returned function is called. */
export function listenForKeys(target: Window): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isRecording(event.target)) return;
    const key = keyOfPress(event);
    if (key === undefined) return;
    if (typesCharacter(key) && isTextField(event.target)) return;
    if (isKeptKey(event.target, key)) return;
    const { commands } = useCommands.getState();
    const overrides = (useSettings.getState().value ?? DEFAULT_SETTINGS).keybindings;
    const command = commandOfKey(key, commands.values(), overrides);
    if (command === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) runCommand(command.id);
  };
  // Capturing: a command's key works inside the editor too, which has its own bindings.
  target.addEventListener("keydown", onKeyDown, { capture: true });
  return () => target.removeEventListener("keydown", onKeyDown, { capture: true });
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** The field that records a new key takes every key itself. */
function isRecording(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset["recordsKeys"] !== undefined;
}
