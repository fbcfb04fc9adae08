import type { ReactElement } from "react";
import { fileName } from "../../../common/apps/filePath.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useClosing } from "./closing.ts";

const words = text.editor.closing;

/** Asks what becomes of unsaved work before its tab closes. */
export function CloseDialog(): ReactElement | null {
  const asked = useClosing((state) => state.asked);
  if (asked === null) return null;
  const { paths, answer } = asked;
  const [first] = paths;
  const single = paths.length === 1 && first !== undefined;
  return (
    <Dialog
      open
      onClose={() => answer("cancel")}
      title={single ? words.title(fileName(first)) : words.titleMany(formatNumber(paths.length))}
      description={words.body}
      footer={
        <>
          <Button tone="quiet" onClick={() => answer("cancel")}>
            {words.cancel}
          </Button>
          <Button onClick={() => answer("discard")}>{words.discard}</Button>
          <Button tone="primary" autoFocus onClick={() => answer("save")}>
            {single ? words.save : words.saveAll}
          </Button>
        </>
      }
    >
      <ul className="max-h-48 overflow-auto px-4 py-2 font-mono text-xs text-fg-2">
        {paths.map((path) => (
          <li key={path} className="truncate py-0.5">
            {path}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
