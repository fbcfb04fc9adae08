import { SquareTerminal } from "lucide-react";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { terminalCommands } from "./terminalCommands.ts";
import { TerminalOverlay } from "./TerminalOverlay.tsx";
import { TerminalPanel } from "./TerminalPanel.tsx";

/** The person's own shell below the editor. */
export const terminalFeature: Feature = {
  id: "terminal",
  title: text.terminal.title,
  icon: SquareTerminal,
  bottom: [{ id: "terminal", title: text.terminal.title, component: TerminalPanel }],
  overlay: TerminalOverlay,
  commands: terminalCommands,
};
