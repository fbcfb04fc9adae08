import { fileName } from "../../../common/apps/filePath.ts";
import type { ChatFileChange } from "../../../common/contracts/chat.ts";
import { openComparison } from "../../client/editorIntents.ts";
import { text } from "../../messages/text.ts";
import { notify } from "../../ui/notifications.ts";
import { readPair } from "./bodies.ts";

const words = text.chat.diff;

/** Shows a file before and after a call in the editor. */
export async function compareChange({ path, before, after }: ChatFileChange): Promise<void> {
  const texts = await readPair(before, after);
  if (texts === "gone") {
    notify({ level: "info", title: words.gone });
    return;
  }
  openComparison({
    id: `chat ${before ?? ""} ${after ?? ""} ${path}`,
    title: words.tab(fileName(path)),
    path,
    left: { title: words.before, text: texts.before },
    right: { title: words.after, text: texts.after },
    pinned: true,
  });
}
