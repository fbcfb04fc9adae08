import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { confirm } from "../../ui/confirm.ts";
import { notify } from "../../ui/notifications.ts";

const words = text.chat.link;

/** Opens an address in the browser after the person saw all of it. */
export async function openLink(href: string): Promise<void> {
  const url = webAddress(href);
  if (url === null) {
    notify({ level: "warning", title: words.refused, body: href.slice(0, 300) });
    return;
  }
  const sure = await confirm({ title: words.title, body: url, action: words.open, danger: false });
  if (!sure) return;
  try {
    await studio.studio.openExternal.mutate({ url });
  } catch (error) {
    notify({ level: "error", title: words.failed, body: toProblem(error).message });
  }
}

function webAddress(href: string): string | null {
  const url = URL.parse(href);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}
