import { Command as Cmdk } from "cmdk";
import { type ReactElement, useEffect, useMemo } from "react";
import { text } from "../messages/text.ts";
import { type Command, isEnabled, runCommand, useCommands } from "../ui/commands.ts";
import { Kbd } from "../ui/Kbd.tsx";
import { keyOf } from "../ui/keybinding.ts";
import { fuzzyRank } from "./fuzzy.ts";
import { useKeyOverrides } from "./keybindings.ts";
import { Marked, OMNI_ROW } from "./Marked.tsx";
import { closeOmni } from "./omniState.ts";
import { recentCommands } from "./recentCommands.ts";

const label = (command: Command): string => `${command.category}: ${command.title}`;

interface CommandRowsProps {
  readonly query: string;
  /** Told the best row whenever the rows change, so that Enter takes it. */
  readonly onFound: (value: string) => void;
}

/** Every command that may run now, with its key. */
export function CommandRows({ query, onFound }: CommandRowsProps): ReactElement {
  const commands = useCommands((registry) => registry.commands);
  const overrides = useKeyOverrides();
  const found = useMemo(() => {
    const enabled = [...commands.values()].filter(isEnabled);
    const recent = recentCommands();
    const place = (command: Command): number => {
      const index = recent.indexOf(command.id);
      return index === -1 ? recent.length : index;
    };
    const ordered = enabled.toSorted(
      (a, b) => place(a) - place(b) || label(a).localeCompare(label(b)),
    );
    return fuzzyRank(query, ordered, label);
  }, [commands, query]);
  const first = found[0]?.item.id ?? "";
  useEffect(() => onFound(first), [onFound, first, query]);
  return (
    <>
      <Cmdk.Empty className="px-2 py-6 text-center text-sm text-fg-2">
        {text.shell.omni.noCommand(query)}
      </Cmdk.Empty>
      {found.map(({ item, at }) => {
        const keys = keyOf(item, overrides);
        return (
          <Cmdk.Item
            key={item.id}
            value={item.id}
            className={OMNI_ROW}
            onSelect={() => {
              closeOmni();
              // After the dialog has given the focus back, so that the command finds it there.
              setTimeout(() => runCommand(item.id));
            }}
          >
            <span className="min-w-0 flex-1 truncate">
              <Marked value={label(item)} at={at} />
            </span>
            {keys !== null && <Kbd keys={keys} />}
          </Cmdk.Item>
        );
      })}
    </>
  );
}
