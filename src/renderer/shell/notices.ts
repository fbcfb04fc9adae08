import type { Notice } from "../../common/contracts/studio.ts";
import { useNotices } from "../client/facts.ts";
import { notify } from "../ui/notifications.ts";

/** Puts what the host reports behind the bell. What was there before this window is no toast. */
export function followNotices(): () => void {
  let seen: number | null = null;
  const take = (notices: readonly Notice[] | null): void => {
    if (notices === null) return;
    const since = seen;
    const fresh = notices
      .filter((notice) => since === null || notice.seq > since)
      .toSorted((a, b) => a.seq - b.seq);
    for (const notice of fresh) add(notice, since !== null);
    seen = Math.max(since ?? 0, ...notices.map(({ seq }) => seq));
  };
  take(useNotices.getState().value);
  return useNotices.subscribe(({ value }) => take(value));
}

function add(notice: Notice, toast: boolean): void {
  notify({
    id: `notice-${notice.seq}`,
    level: notice.level,
    title: notice.title,
    body: notice.body,
    toast,
  });
}
