import { Download, Keyboard } from "lucide-react";
import { type ReactElement, useDeferredValue, useMemo, useState } from "react";
import { useSettings } from "../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../client/settings.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { type Command, useCommands } from "../../ui/commands.ts";
import { Field } from "../../ui/Field.tsx";
import { conflictsOf, type KeyOverrides } from "../../ui/keybinding.ts";
import { keyLabel } from "../../ui/keys.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { resetAllKeys } from "./keyChanges.ts";
import { exportedKeymap, findCommands, type KeyQuery } from "./keymap.ts";
import { KeyRecorder } from "./KeyRecorder.tsx";
import { KeyRow } from "./KeyRow.tsx";

const words = text.settings.keys;

/** Every command with its key, to search and rebind. */
export function Keys(): ReactElement {
  const [query, setQuery] = useState<KeyQuery>({ words: "", pressed: null, filter: "all" });
  const registry = useCommands((state) => state.commands);
  const overrides = useSettings(({ value }) => (value ?? DEFAULT_SETTINGS).keybindings);
  const commands = useMemo(() => [...registry.values()], [registry]);
  const asked = useDeferredValue(query);
  const shown = useMemo(
    () => findCommands(commands, overrides, asked),
    [commands, overrides, asked],
  );
  const change = (part: Partial<KeyQuery>): void => setQuery({ ...query, ...part });
  return (
    <>
      <KeySearch query={query} onChange={change} />
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={words.show}
          value={query.filter}
          onChange={(filter) => change({ filter })}
          segments={[
            { id: "all", label: words.filters.all },
            { id: "changed", label: words.filters.changed },
            { id: "conflicts", label: words.filters.conflicts },
            { id: "none", label: words.filters.none },
          ]}
        />
        <span className="flex-1 text-xs text-fg-3">{words.count(shown.length)}</span>
        <Button size="sm" icon={Download} onClick={() => saveKeymap(commands, overrides)}>
          {words.export}
        </Button>
        <Button
          size="sm"
          disabled={Object.keys(overrides).length === 0}
          onClick={() => void resetAllKeys()}
        >
          {words.resetAll}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p className="py-4 text-sm text-fg-2">
          {words.noMatch(query.pressed === null ? query.words : keyLabel(query.pressed))}
        </p>
      ) : (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised">
          {shown.map((command) => (
            <KeyRow
              key={command.id}
              command={command}
              overrides={overrides}
              conflicts={titles(conflictsOf(command, commands, overrides))}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface KeySearchProps {
  readonly query: KeyQuery;
  readonly onChange: (part: Partial<KeyQuery>) => void;
}

/** By words, or by pressing the keys in question. */
function KeySearch({ query, onChange }: KeySearchProps): ReactElement {
  const [recording, setRecording] = useState(false);
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        {recording ? (
          <KeyRecorder
            label={words.searchByKeys}
            hint={words.pressToSearch}
            onPress={(pressed) => onChange({ pressed })}
            onEnd={() => setRecording(false)}
          />
        ) : (
          <Field
            label={words.search}
            hideLabel
            type="search"
            placeholder={words.searchPlaceholder}
            value={query.pressed === null ? query.words : keyLabel(query.pressed)}
            onChange={(event) => onChange({ words: event.target.value, pressed: null })}
          />
        )}
      </div>
      <Button
        icon={Keyboard}
        onClick={() => {
          onChange({ words: "", pressed: null });
          setRecording(true);
        }}
      >
        {words.searchByKeys}
      </Button>
    </div>
  );
}

const titles = (commands: readonly Command[]): string =>
  commands.map(({ title }) => title).join(", ");

function saveKeymap(commands: readonly Command[], overrides: KeyOverrides): void {
  const keymap = new Blob([exportedKeymap(commands, overrides)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(keymap);
  link.download = "keymap.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
