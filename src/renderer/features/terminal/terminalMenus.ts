import type { TerminalId, TerminalInfo } from "../../../common/contracts/terminal.ts";
import { text } from "../../messages/text.ts";
import type { MenuItem } from "../../ui/menuItems.ts";
import { copyFrom, pasteFromClipboard } from "./clipboard.ts";
import { clearTerminal, closeTerminal, openTerminal, useTerminalView } from "./terminals.ts";
import type { TerminalScreen } from "./xterm/load.ts";

const words = text.terminal.actions;

/** What can be done where one points at in a terminal. */
export function surfaceMenu(id: TerminalId, screen: TerminalScreen): readonly MenuItem[] {
  return [
    {
      id: "copy",
      label: words.copy,
      keys: "mod+shift+c",
      disabled: screen.selection === "",
      run: () => void copyFrom(screen),
    },
    {
      id: "paste",
      label: words.paste,
      keys: "mod+shift+v",
      run: () => void pasteFromClipboard(screen),
    },
    { id: "all", label: words.selectAll, run: () => screen.selectAll() },
    { kind: "separator", id: "separator" },
    { id: "find", label: words.find, run: () => useTerminalView.setState({ finding: true }) },
    { id: "clear", label: words.clear, run: () => void clearTerminal(id) },
    { id: "split", label: words.split, run: () => void openTerminal(id) },
    { id: "close", label: words.close, danger: true, run: () => void closeTerminal(id) },
  ];
}

/** What can be done with a terminal in the list. */
export function rowMenu({ id }: TerminalInfo): readonly MenuItem[] {
  return [
    {
      id: "rename",
      label: words.rename,
      run: () => useTerminalView.setState({ renaming: id }),
    },
    { id: "split", label: words.split, run: () => void openTerminal(id) },
    { id: "clear", label: words.clear, run: () => void clearTerminal(id) },
    { kind: "separator", id: "separator" },
    { id: "close", label: words.close, danger: true, run: () => void closeTerminal(id) },
  ];
}
