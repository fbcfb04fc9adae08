import type { Command } from "./commands.ts";

/** The person's own keys: command id → key; null takes the key away. */
export type KeyOverrides = Readonly<Record<string, string | null>>;

/** The key a command has now: the person's own, else its default; null when it has none. */
export function keyOf(command: Command, overrides: KeyOverrides): string | null {
  const own = overrides[command.id];
  return own === undefined ? (command.key ?? null) : own;
}

/** Commands that have the same key as this one. */
export function conflictsOf(
  command: Command,
  commands: Iterable<Command>,
  overrides: KeyOverrides,
): readonly Command[] {
  const key = keyOf(command, overrides);
  if (key === null) return [];
  return [...commands].filter(
    (other) => other.id !== command.id && keyOf(other, overrides) === key,
  );
}
