import { useAppsList } from "../../client/facts.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import type { TerminalId } from "../../../common/contracts/terminal.ts";
import { text } from "../../messages/text.ts";
import { type Command, runCommand } from "../../ui/commands.ts";
import { keyLabel } from "../../ui/keys.ts";
import { screenOf } from "./screens.ts";
import {
  activeTerminal,
  clearTerminal,
  closeTerminal,
  openTerminal,
  stepTerminal,
  useTerminalView,
} from "./terminals.ts";

const words = text.terminal.actions;
const category = text.terminal.category;
const isMac = typeof navigator !== "undefined" && keyLabel("mod") !== "Ctrl";

const isTrusted = (): boolean => {
  const { appId } = useCurrentApp.getState();
  return useAppsList.getState().value?.apps.find(({ id }) => id === appId)?.trusted === true;
};
const hasTerminal = (): boolean => activeTerminal() !== null;

function withActive(act: (id: TerminalId) => unknown): () => void {
  return () => {
    const active = activeTerminal();
    if (active !== null) act(active.id);
  };
}

const reveal = (): void => void runCommand("view.tab.terminal");

/** Shows the terminal; from within it, gives the place back to what is above. */
function toggle(): void {
  const screen = screenOf(useTerminalView.getState().active ?? ("" as TerminalId));
  if (screen?.hasFocus === true) {
    runCommand("view.toggle.bottom");
    return;
  }
  reveal();
  screen?.focus();
}

export const terminalCommands: readonly Command[] = [
  {
    id: "terminal.toggle",
    title: words.toggle,
    category,
    // On a Mac Cmd+` goes through the windows of a program.
    key: isMac ? "ctrl+`" : "mod+`",
    when: () => useCurrentApp.getState().appId !== null,
    run: toggle,
  },
  {
    id: "terminal.new",
    title: words.open,
    category,
    key: isMac ? "ctrl+shift+`" : "mod+shift+`",
    when: isTrusted,
    run: () => {
      reveal();
      return openTerminal();
    },
  },
  {
    id: "terminal.split",
    title: words.split,
    category,
    when: hasTerminal,
    run: withActive((id) => {
      reveal();
      void openTerminal(id);
    }),
  },
  {
    id: "terminal.find",
    title: words.find,
    category,
    when: hasTerminal,
    run: () => {
      reveal();
      useTerminalView.setState({ finding: true });
    },
  },
  {
    id: "terminal.clear",
    title: words.clear,
    category,
    when: hasTerminal,
    run: withActive(clearTerminal),
  },
  {
    id: "terminal.rename",
    title: words.rename,
    category,
    when: hasTerminal,
    run: withActive((id) => {
      reveal();
      useTerminalView.setState({ renaming: id });
    }),
  },
  {
    id: "terminal.next",
    title: words.next,
    category,
    when: hasTerminal,
    run: () => stepTerminal(1),
  },
  {
    id: "terminal.previous",
    title: words.previous,
    category,
    when: hasTerminal,
    run: () => stepTerminal(-1),
  },
  {
    id: "terminal.close",
    title: words.close,
    category,
    when: hasTerminal,
    run: withActive(closeTerminal),
  },
];
