import { readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { AppModules, type ReadText } from "../services/design/engine/appModules.ts";
import {
  type Conflicts,
  conflictsFor,
  type ThemeNames,
} from "../services/design/engine/conflicts.ts";
import { planEdit } from "../services/design/engine/planEdit.ts";
import type { PlanAnswer, PlanJob } from "../services/design/ports.ts";

/** The process that parses modules and plans edits of them. It writes nothing; it ends with the host. */
process.on("message", (job: PlanJob) => send(answerTo(job)));
process.on("disconnect", () => process.exit(0));

const MAX_BYTES = 2_000_000;

function answerTo({ id, root, task, open, theme }: PlanJob): PlanAnswer {
  try {
    const unsaved = new Map(open.map(({ path: file, text }) => [file, text]));
    const onDisk = readerOf(root);
    const modules = new AppModules((file) => unsaved.get(file) ?? onDisk(file));
    return { type: "planned", id, plan: planEdit(task, modules, conflictsOf(theme)) };
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { type: "failed", id, reason };
  }
}

let last: { readonly key: string; readonly conflicts: Conflicts } | null = null;

/** Building the rules takes longer than using them, and a theme seldom changes. */
function conflictsOf(theme: ThemeNames): Conflicts {
  const key = JSON.stringify(theme);
  last = last?.key === key ? last : { key, conflicts: conflictsFor(theme) };
  return last.conflicts;
}

/** Reads inside the app's folder only: a link that leads out of it is as if it were not there. */
function readerOf(root: string): ReadText {
  const home = realpathSync(root);
  return (file) => {
    try {
      const real = realpathSync(path.join(home, file));
      if (!real.startsWith(home + path.sep)) return null;
      const stats = statSync(real);
      return stats.isFile() && stats.size <= MAX_BYTES ? readFileSync(real, "utf8") : null;
    } catch {
      // Not there, or not to be read: the plan says what it misses.
      return null;
    }
  };
}

function send(answer: PlanAnswer): void {
  if (process.connected) process.send?.(answer);
}
