import { text } from "../../../messages/text.ts";
import { addCommands, type Command } from "../../../ui/commands.ts";
import { loadMonaco } from "../monaco/load.ts";
import { addSaveStep } from "../saveSteps.ts";
import { activeFile } from "../session.ts";
import { followFormatters, formatActive, formatBeforeSave } from "./formatting.ts";
import { followLinting } from "./linting.ts";

const words = text.formatting;
const hasFile = (): boolean => activeFile() !== null;

/** They stand in for Monaco's own of the same ids, which know only Monaco's formatters. */
const COMMANDS: readonly Command[] = [
  {
    id: "editor.action.formatDocument",
    title: words.document,
    category: text.editor.category,
    key: "alt+shift+f",
    when: hasFile,
    run: () => formatActive("document"),
  },
  {
    id: "editor.action.formatSelection",
    title: words.selection,
    category: text.editor.category,
    key: "mod+k mod+f",
    when: hasFile,
    run: () => formatActive("selection"),
  },
];

const FORMATTER_ORDER = 50;

/** Formats before saves and lints open files until the returned function is called. */
export function followFormatting(): () => void {
  let removeCommands = (): void => undefined;
  let ended = false;
  // Monaco adds its own when it is loaded: these come after.
  void loadMonaco().then(() => {
    if (!ended) removeCommands = addCommands(COMMANDS);
  });
  const stops = [
    addSaveStep(FORMATTER_ORDER, formatBeforeSave),
    followFormatters(),
    followLinting(),
  ];
  return () => {
    ended = true;
    removeCommands();
    for (const stop of stops) stop();
  };
}
