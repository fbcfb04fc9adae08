import { useMemo } from "react";
import { text } from "../messages/text.ts";
import { type Command, isEnabled, runCommand, useCommands } from "../ui/commands.ts";
import { keyOf } from "../ui/keybinding.ts";
import { fuzzyIndex, fuzzyRank } from "./fuzzy.ts";
import { useKeyOverrides } from "./keybindings.ts";
import type { OmniResult } from "./omniRow.ts";
import { recentCommands } from "./recentCommands.ts";

const label = (command: Command): string => `${command.category}: ${command.title}`;

/** Every command that may run now, those run last first. */
export function useOmniCommands(wanted: string | null): OmniResult {
  const commands = useCommands((registry) => registry.commands);
  const overrides = useKeyOverrides();
  const isAsked = wanted !== null;
  const index = useMemo(() => {
    const enabled = isAsked ? [...commands.values()].filter(isEnabled) : [];
    const recent = recentCommands();
    const place = (command: Command): number => {
      const at = recent.indexOf(command.id);
      return at === -1 ? recent.length : at;
    };
    const ordered = enabled.toSorted(
      (a, b) => place(a) - place(b) || label(a).localeCompare(label(b)),
    );
    return fuzzyIndex(ordered, label);
  }, [commands, isAsked]);
  return useMemo((): OmniResult => {
    const rows = fuzzyRank(wanted ?? "", index).map(({ item, at }) => ({
      key: item.id,
      icon: null,
      title: label(item),
      titleAt: at,
      detail: "",
      detailAt: [],
      note: "",
      keys: keyOf(item, overrides),
      run: () => void runCommand(item.id),
    }));
    return { kind: "ready", rows, empty: text.shell.omni.noCommand(wanted ?? "") };
  }, [wanted, index, overrides]);
}
