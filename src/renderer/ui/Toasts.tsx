import { type ReactElement, useCallback, useEffect, useState } from "react";
import { text } from "../messages/text.ts";
import { NotificationRow } from "./NotificationRow.tsx";
import { dismissNotification, type Notification, useNotifications } from "./notifications.ts";

const SHOWN_MS = 6000;
const AT_ONCE = 3;

/** Shows what happened elsewhere for a moment; pointing at it keeps it. The list keeps all. */
export function Toasts(): ReactElement {
  const items = useNotifications((list) => list.items);
  const [expired, setExpired] = useState<ReadonlySet<string>>(new Set());
  const shown = items
    .filter((item) => item.toast && !item.read && !expired.has(toastKey(item)))
    .slice(0, AT_ONCE);
  const expire = useCallback((key: string) => setExpired((before) => new Set(before).add(key)), []);
  return (
    <section
      aria-label={text.ui.notifications.title}
      aria-live="polite"
      className="pointer-events-none fixed top-12 right-3 z-50 flex w-85 max-w-[calc(100vw-24px)] flex-col gap-2"
    >
      {shown.map((item) => (
        <Toast key={toastKey(item)} item={item} onExpire={expire} />
      ))}
    </section>
  );
}

/** A replaced notification is shown again: it carries news. */
function toastKey(item: Notification): string {
  return `${item.id} ${item.at}`;
}

interface ToastProps {
  readonly item: Notification;
  readonly onExpire: (key: string) => void;
}

function Toast({ item, onExpire }: ToastProps): ReactElement {
  const [held, setHeld] = useState(false);
  const key = toastKey(item);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => onExpire(key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, key, onExpire]);
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto animate-in rounded-lg border border-line-strong bg-raised shadow-pop"
    >
      <NotificationRow item={item} onDismiss={() => dismissNotification(item.id)} />
    </div>
  );
}
