import { onCommandRun } from "../ui/commands.ts";

const KEPT = 8;
const OPENERS = new Set(["view.palette", "view.quickOpen"]);
let recent: readonly string[] = [];

/** Ids of the commands run last in this window, newest first. */
export const recentCommands = (): readonly string[] => recent;

export function followRecentCommands(): () => void {
  return onCommandRun((id) => {
    if (OPENERS.has(id)) return;
    recent = [id, ...recent.filter((other) => other !== id)].slice(0, KEPT);
  });
}
