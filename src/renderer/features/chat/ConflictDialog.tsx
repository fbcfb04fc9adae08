import type { ReactElement } from "react";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, INITIAL_FOCUS } from "../../ui/Dialog.tsx";
import { closeConflict, restoreRun, useRestoring } from "./restoring.ts";

const words = text.chat.conflict;

/** What to do with files that the person changed after the run. */
export function ConflictDialog(): ReactElement | null {
  const conflict = useRestoring((restoring) => restoring.conflict);
  if (conflict === null) return null;
  const { run, direction, files } = conflict;
  return (
    <Dialog
      open
      onClose={closeConflict}
      title={words.title(files.length, formatNumber(files.length))}
      description={words.body[direction]}
      footer={
        <>
          <Button tone="danger" onClick={() => void restoreRun(run, direction, "overwrite")}>
            {words.overwrite}
          </Button>
          <Button onClick={() => void restoreRun(run, direction, "merge")}>{words.merge}</Button>
          <Button {...INITIAL_FOCUS} tone="primary" onClick={closeConflict}>
            {words.keep}
          </Button>
        </>
      }
    >
      <ul className="max-h-60 overflow-auto px-4 py-2 font-mono text-xs text-fg-2">
        {files.map((path) => (
          <li key={path} className="truncate py-0.5">
            {path}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
