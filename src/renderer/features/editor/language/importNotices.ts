import { importFailures, importUpdates } from "../../../client/fileMoving.ts";
import { formatNumber } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { notify } from "../../../ui/notifications.ts";

const words = text.language;
const ID = "language:imports";

/** Tells what a move changed elsewhere: it happened in files that nobody looks at. */
export function tellOfImports(): void {
  importUpdates.on(({ files, undo }) => {
    const run = async (): Promise<void> => {
      const undone = await undo();
      if (undone.ok) return;
      notify({ id: ID, level: "error", title: words.notMovedBack, body: undone.error.message });
    };
    notify({
      id: ID,
      level: "info",
      title: words.importsUpdated(formatNumber(files.length), files.length),
      action: { label: words.undoMove, run: () => void run() },
    });
  });
  importFailures.on(({ message }) =>
    notify({ id: ID, level: "warning", title: words.importsNotUpdated, body: message }),
  );
}
