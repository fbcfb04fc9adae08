import { type Command } from "../../ui/commands.ts";
import { conflictsOf, type KeyOverrides, keyOf } from "../../ui/keybinding.ts";
import { keyLabel } from "../../ui/keys.ts";

export type KeyFilter = "all" | "changed" | "conflicts" | "none";

export interface KeyQuery {
  readonly words: string;
  /** Only commands with these keys, or keys that begin with them; null means any. */
  readonly pressed: string | null;
  readonly filter: KeyFilter;
}

/** The commands that a query asks for, by category and title. */
export function findCommands(
  commands: readonly Command[],
  overrides: KeyOverrides,
  query: KeyQuery,
): readonly Command[] {
  const wanted = query.words.trim().toLowerCase();
  return commands
    .filter((command) => hasPressed(keyOf(command, overrides), query.pressed))
    .filter((command) => wanted === "" || wordsOf(command, overrides).includes(wanted))
    .filter((command) => passes(command, commands, overrides, query.filter))
    .toSorted((a, b) => a.category.localeCompare(b.category) || a.title.localeCompare(b.title));
}

function hasPressed(key: string | null, pressed: string | null): boolean {
  return pressed === null || key === pressed || key?.startsWith(`${pressed} `) === true;
}

function wordsOf(command: Command, overrides: KeyOverrides): string {
  const key = keyOf(command, overrides);
  return [command.title, command.category, command.id, key === null ? "" : keyLabel(key)]
    .join("\n")
    .toLowerCase();
}

function passes(
  command: Command,
  commands: readonly Command[],
  overrides: KeyOverrides,
  filter: KeyFilter,
): boolean {
  switch (filter) {
    case "all":
      return true;
    case "changed":
      return overrides[command.id] !== undefined;
    case "conflicts":
      return conflictsOf(command, commands, overrides).length > 0;
    case "none":
      return keyOf(command, overrides) === null;
  }
}

/** Every key there is, as a `settings.json` of another Studio takes it. */
export function exportedKeymap(commands: readonly Command[], overrides: KeyOverrides): string {
  const bound = commands.flatMap((command) => {
    const key = keyOf(command, overrides);
    const isSaid = key !== null || overrides[command.id] === null;
    return isSaid ? [[command.id, key] as const] : [];
  });
  const sorted = bound.toSorted(([a], [b]) => a.localeCompare(b));
  return `${JSON.stringify({ keybindings: Object.fromEntries(sorted) }, null, 2)}\n`;
}
