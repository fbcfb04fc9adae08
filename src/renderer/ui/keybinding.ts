import type { Command } from "./commands.ts";

/** The person's own keys: command id → key; null takes the key away. */
export type KeyOverrides = Readonly<Record<string, string | null>>;

/** The key a command has now: the person's own, else its default; null when it has none. */
export function keyOf(command: Command, overrides: KeyOverrides): string | null {
  const own = overrides[command.id];
  return own === undefined ? (command.key ?? null) : own;
}

/** Commands whose key is the same as this one's, or begins with it, or begins it. */
export function conflictsOf(
  command: Command,
  commands: Iterable<Command>,
  overrides: KeyOverrides,
): readonly Command[] {
  const key = keyOf(command, overrides);
  if (key === null) return [];
  return [...commands].filter((other) => {
    const theirs = keyOf(other, overrides);
    if (other.id === command.id || theirs === null || !collide(key, theirs)) return false;
    return !(isUntouched(command, overrides) && isUntouched(other, overrides));
  });
}

function collide(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

/** The code editor tells its own default keys apart by where the cursor is. */
function isUntouched(command: Command, overrides: KeyOverrides): boolean {
  return command.hasFocus !== undefined && overrides[command.id] === undefined;
}
