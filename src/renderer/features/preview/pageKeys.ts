import type { PageOrder } from "../../../common/apps/room.ts";
import { useSettings } from "../../client/facts.ts";
import { DEFAULT_SETTINGS } from "../../client/settings.ts";
import { runCommand, useCommands } from "../../ui/commands.ts";
import { keyOf } from "../../ui/keybinding.ts";

/**
 * What a key pressed in the page may do in Studio: the page is untrusted, so nothing that a page
 * could misuse by pretending that the person pressed it.
 */
const FROM_PAGE = [
  "view.palette",
  "view.quickOpen",
  "files.save",
  "view.preset.build",
  "view.preset.design",
  "view.preset.admin",
];

/** Tells the page which keys to pass on. */
export function keysOrder(): PageOrder {
  return { type: "studio:keys", keys: [...commandsByKey().keys()] };
}

/** Runs what a key of the page stands for, if it is one of those few and the person is there. */
export function runPageKey(key: string, frame: HTMLIFrameElement): void {
  const command = commandsByKey().get(key);
  // A page that only claims a press has neither the focus nor a person who just used it.
  const isTheirs = document.activeElement === frame && navigator.userActivation.isActive;
  if (command !== undefined && isTheirs) runCommand(command);
}

/** The allowed commands by the key they have now; chords stay Studio's own. */
function commandsByKey(): ReadonlyMap<string, string> {
  const { commands } = useCommands.getState();
  const overrides = (useSettings.getState().value ?? DEFAULT_SETTINGS).keybindings;
  return new Map(
    FROM_PAGE.flatMap((id) => {
      const command = commands.get(id);
      const key = command === undefined ? null : keyOf(command, overrides);
      return key === null || key.includes(" ") ? [] : [[key, id] as const];
    }),
  );
}
