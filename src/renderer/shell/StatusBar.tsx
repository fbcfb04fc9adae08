import { Bell } from "lucide-react";
import type { ReactElement } from "react";
import { useCurrentApp } from "../client/currentApp.ts";
import { text } from "../messages/text.ts";
import { STATUS_ITEM } from "../ui/chip.ts";
import type { Feature, StatusItem } from "../ui/feature.ts";
import { NotificationList } from "../ui/NotificationList.tsx";
import { useNotifications } from "../ui/notifications.ts";
import { ChordStatus } from "./ChordStatus.tsx";
import { EdgeStatus } from "./EdgeStatus.tsx";
import { SyncStatus } from "./SyncStatus.tsx";

const OWN: readonly StatusItem[] = [
  { id: "sync", side: "left", order: 20, component: SyncStatus },
  { id: "edge", side: "left", order: 30, component: EdgeStatus },
  { id: "bell", side: "right", order: 100, component: NotificationBell },
];

/** What goes on, at a glance. Each item is a button to where it is told in full. */
export function StatusBar({ features }: { readonly features: readonly Feature[] }): ReactElement {
  const hasApp = useCurrentApp((current) => current.appId !== null);
  const items = [...OWN, ...features.flatMap((feature) => feature.status ?? [])].filter(
    (item) => hasApp || item.id === "edge" || item.id === "bell",
  );
  return (
    <footer
      aria-label={text.shell.statusBar}
      className="flex h-6 items-center overflow-hidden border-t border-line bg-app px-1"
    >
      <Side items={items} side="left" />
      <ChordStatus />
      <span className="flex-1" />
      <Side items={items} side="right" />
    </footer>
  );
}

function Side({ items, side }: { items: readonly StatusItem[]; side: StatusItem["side"] }) {
  return items
    .filter((item) => item.side === side)
    .toSorted((a, b) => a.order - b.order)
    .map(({ id, component: Item }) => <Item key={id} />);
}

function NotificationBell(): ReactElement {
  const unread = useNotifications(({ items }) => items.filter((item) => !item.read).length);
  return (
    <NotificationList
      trigger={
        <button type="button" className={STATUS_ITEM} aria-label={text.shell.bell(unread)}>
          <span className="relative">
            <Bell aria-hidden="true" className="size-3.5" strokeWidth={1.75} />
            {unread > 0 && (
              <span className="absolute -top-0.5 -right-0.5 size-1.5 rounded-full bg-accent" />
            )}
          </span>
        </button>
      }
    />
  );
}
