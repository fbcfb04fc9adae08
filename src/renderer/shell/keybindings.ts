import { useMemo } from "react";
import { DEFAULT_SETTINGS } from "../client/settings.ts";
import { useSettings } from "../client/facts.ts";
import { type Command, isEnabled, runCommand, useCommands } from "../ui/commands.ts";
import { type KeyOverrides, keyOf } from "../ui/keybinding.ts";
import { keyOfPress, typesCharacter } from "../ui/keys.ts";
import { beginChord, endChord, tellUnknownChord, useChord } from "./chord.ts";
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
 * The command that keys run. Among commands of the same keys, what stands in front comes first,
 * then the person's own keys before defaults, so that rebinding always takes effect.
 */
function commandOfKeys(keys: string, bound: readonly Bound[]): Command | undefined {
  const found = bound.filter((one) => one.keys === keys);
  const inFront = found.filter(({ command }) => command.first === true);
  const own = found.filter((one) => one.own);
  return [...inFront, ...own, ...found].find(({ command }) => isEnabled(command))?.command;
}

interface Bound {
  readonly command: Command;
  readonly keys: string;
  /** The person chose these keys. */
  readonly own: boolean;
}

/** The commands that can be reached from where the keyboard is. */
function boundCommands(): readonly Bound[] {
  const overrides = (useSettings.getState().value ?? DEFAULT_SETTINGS).keybindings;
  return [...useCommands.getState().commands.values()].flatMap((command) => {
    const keys = keyOf(command, overrides);
    if (keys === null || command.hasFocus?.() === false) return [];
    return [{ command, keys, own: overrides[command.id] !== undefined }];
  });
}

/** The code editor's own default keys reach it by themselves; only their chords begin here. */
function isLeftToEditor({ command, own }: Bound): boolean {
  return command.hasFocus !== undefined && !own;
}

/** Runs commands by key, anywhere in the window, until the returned function is called. */
export function listenForKeys(target: Window): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isRecording(event.target)) return;
    const key = keyOfPress(event);
    if (key === undefined) return;
    if (isKeptKey(event.target, key)) return;
    const { begun } = useChord.getState();
    const taken = begun === null ? takeFirst(key, event) : takeSecond(begun, key);
    if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Capturing: a command's key works inside the editor too, which has its own bindings.
  target.addEventListener("keydown", onKeyDown, { capture: true });
  return () => {
    target.removeEventListener("keydown", onKeyDown, { capture: true });
    endChord();
  };
}

/** Whether the press was meant for a command. */
function takeFirst(key: string, { repeat, target }: KeyboardEvent): boolean {
  if (typesCharacter(key) && isTextField(target)) return false;
  const bound = boundCommands();
  const command = commandOfKeys(
    key,
    bound.filter((one) => !isLeftToEditor(one)),
  );
  if (command !== undefined) {
    if (!repeat) runCommand(command.id);
    return true;
  }
  const chords = bound.filter((one) => one.keys.startsWith(`${key} `) && isEnabled(one.command));
  if (chords.length === 0) return false;
  beginChord(key);
  return true;
}

function takeSecond(begun: string, key: string): true {
  endChord();
  if (key === "escape") return true;
  const command = commandOfKeys(`${begun} ${key}`, boundCommands());
  if (command === undefined) tellUnknownChord(`${begun} ${key}`);
  else runCommand(command.id);
  return true;
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** The field that records a new key takes every key itself. */
function isRecording(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset["recordsKeys"] !== undefined;
}
