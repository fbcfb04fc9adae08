import { create } from "zustand";

export type NotificationLevel = "info" | "success" | "warning" | "error";

export interface NotificationAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notification {
  readonly id: string;
  readonly at: number;
  readonly level: NotificationLevel;
  readonly title: string;
  readonly body: string | null;
  readonly action: NotificationAction | null;
  /** Shown for a moment in the corner too. Only for what happened out of the person's sight. */
  readonly toast: boolean;
  readonly read: boolean;
}

export interface NotifyOptions {
  /** A notification of the same id is replaced. */
  readonly id?: string;
  readonly level: NotificationLevel;
  readonly title: string;
  readonly body?: string | null;
  readonly action?: NotificationAction;
  readonly toast?: boolean;
}

const KEPT = 100;

interface NotificationList {
  /** Newest first. */
  readonly items: readonly Notification[];
}

export const useNotifications = create<NotificationList>(() => ({ items: [] }));

/** Adds to the list behind the bell; returns the id, with which it can be dismissed. */
export function notify(options: NotifyOptions): string {
  const id = options.id ?? crypto.randomUUID();
  const added: Notification = {
    id,
    at: Date.now(),
    level: options.level,
    title: options.title,
    body: options.body ?? null,
    action: options.action ?? null,
    toast: options.toast ?? true,
    read: false,
  };
  useNotifications.setState(({ items }) => ({
    items: [added, ...items.filter((item) => item.id !== id)].slice(0, KEPT),
  }));
  return id;
}

export function dismissNotification(id: string): void {
  useNotifications.setState(({ items }) => ({ items: items.filter((item) => item.id !== id) }));
}

export function dismissAllNotifications(): void {
  useNotifications.setState({ items: [] });
}

export function markNotificationsRead(): void {
  useNotifications.setState(({ items }) => ({
    items: items.map((item) => (item.read ? item : { ...item, read: true })),
  }));
}
