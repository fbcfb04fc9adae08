import { type ReactElement, useMemo, useState } from "react";
import { useSettings } from "../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../client/settings.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { type Command, useCommands } from "../../ui/commands.ts";
import { Field } from "../../ui/Field.tsx";
import { type KeyOverrides, keyOf } from "../../ui/keybinding.ts";
import { keyLabel } from "../../ui/keys.ts";
import { KeyRow } from "./KeyRow.tsx";
import { resetAllKeys } from "./keyChanges.ts";

const words = text.settings.keys;

/** Every command with its key, to search and rebind. */
export function Keys(): ReactElement {
  const [query, setQuery] = useState("");
  const commands = useCommands((registry) => registry.commands);
  const overrides = useSettings(({ value }) => (value ?? DEFAULT_SETTINGS).keybindings);
  const shown = useMemo(
    () => matching(query, [...commands.values()], overrides),
    [query, commands, overrides],
  );
  return (
    <>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field
            label={words.search}
            hideLabel
            type="search"
            placeholder={words.searchPlaceholder}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
        <Button disabled={Object.keys(overrides).length === 0} onClick={() => void resetAllKeys()}>
          {words.resetAll}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p className="py-4 text-sm text-fg-2">{words.noMatch(query)}</p>
      ) : (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised">
          {shown.map((command) => (
            <KeyRow key={command.id} command={command} overrides={overrides} />
          ))}
        </ul>
      )}
    </>
  );
}

function matching(
  query: string,
  commands: readonly Command[],
  overrides: KeyOverrides,
): readonly Command[] {
  const wanted = query.trim().toLowerCase();
  const found = commands.filter((command) => {
    const key = keyOf(command, overrides);
    const words = [command.title, command.category, key === null ? "" : keyLabel(key)];
    return words.some((word) => word.toLowerCase().includes(wanted));
  });
  return found.toSorted(
    (a, b) => a.category.localeCompare(b.category) || a.title.localeCompare(b.title),
  );
}
