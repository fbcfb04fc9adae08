import { Bell } from "lucide-react";
import { Popover } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { text } from "../messages/text.ts";
import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { NotificationRow } from "./NotificationRow.tsx";
import {
  dismissAllNotifications,
  dismissNotification,
  markNotificationsRead,
  useNotifications,
} from "./notifications.ts";

/** The list behind the bell. Opening it marks everything as read. */
export function NotificationList({ trigger }: { readonly trigger: ReactNode }): ReactElement {
  const items = useNotifications((list) => list.items);
  return (
    <Popover.Root onOpenChange={(open) => open && markNotificationsRead()}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={text.ui.notifications.title}
          className="z-50 flex max-h-105 w-90 max-w-[calc(100vw-16px)] animate-in flex-col overflow-hidden rounded-lg border border-line-strong bg-raised shadow-pop"
        >
          <header className="flex h-8.5 shrink-0 items-center border-b border-line pr-1 pl-3">
            <h2 className="flex-1 text-xs font-semibold text-fg">{text.ui.notifications.title}</h2>
            {items.length > 0 && (
              <Button tone="quiet" size="sm" onClick={dismissAllNotifications}>
                {text.ui.dismissAll}
              </Button>
            )}
          </header>
          {items.length === 0 ? (
            <EmptyState
              icon={Bell}
              title={text.ui.notifications.empty}
              body={text.ui.notifications.emptyBody}
            />
          ) : (
            <ul className="min-h-0 overflow-auto">
              {items.map((item) => (
                <li key={item.id} className="border-b border-line last:border-0">
                  <NotificationRow item={item} onDismiss={() => dismissNotification(item.id)} />
                </li>
              ))}
            </ul>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
