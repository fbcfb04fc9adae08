import { create } from "zustand";
import { Emitter } from "../../common/base/event.ts";

/** Something a person can do by name: from the palette, by key, from a button or a menu. */
export interface Command {
  /** Stable and dotted, `files.save`: keybindings in the settings name it. */
  readonly id: string;
  /** Sentence case, begins with a verb. */
  readonly title: string;
  readonly category: string;
  /** Default key, `mod+shift+p`; `mod` is Cmd on a Mac and Ctrl elsewhere. */
  readonly key?: string;
  /** False hides the command from the palette and leaves its key to others. */
  readonly when?: () => boolean;
  /** When it applies, in words, for the list of keys: `in the editor`. Left out says nothing. */
  readonly context?: string;
  /**
   * Set for what the code editor does by itself: it follows the default key on its own, and a key
   * of the person's only runs it while this is true.
   */
  readonly hasFocus?: () => boolean;
  /** Comes before others of its key: for a view that stands in front. */
  readonly first?: boolean;
  readonly run: () => void | Promise<void>;
}

interface CommandRegistry {
  readonly commands: ReadonlyMap<string, Command>;
}

/** All commands there are, in the order they were added. */
export const useCommands = create<CommandRegistry>(() => ({ commands: new Map() }));

const runs = new Emitter<string>();
/** Fires the id of each command that was run, before it runs. */
export const onCommandRun = runs.on;

/** Adds commands (one of the same id replaces the older) until the returned function is called. */
export function addCommands(added: readonly Command[]): () => void {
  useCommands.setState(({ commands }) => {
    const next = new Map(commands);
    for (const command of added) next.set(command.id, command);
    return { commands: next };
  });
  return () => {
    useCommands.setState(({ commands }) => {
      const next = new Map(commands);
      for (const command of added) {
        if (next.get(command.id) === command) next.delete(command.id);
      }
      return { commands: next };
    });
  };
}

export function isEnabled(command: Command): boolean {
  return command.when?.() ?? true;
}

/**
 * Runs a command by id. Returns false when there is none, or when it may not run now. A command
 * words its own expected failures; what it throws beyond that reaches the window's error report.
 */
export function runCommand(id: string): boolean {
  const command = useCommands.getState().commands.get(id);
  if (command === undefined || !isEnabled(command)) return false;
  runs.fire(id);
  void command.run();
  return true;
}
