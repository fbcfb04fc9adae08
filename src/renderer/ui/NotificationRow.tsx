import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import type { ReactElement } from "react";
import { formatAgo } from "../messages/format.ts";
import { text } from "../messages/text.ts";
import { Button } from "./Button.tsx";
import { classNames } from "./classNames.ts";
import { IconButton } from "./IconButton.tsx";
import type { Notification, NotificationLevel } from "./notifications.ts";

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert };

const TONES: Record<NotificationLevel, string> = {
  info: "text-info",
  success: "text-ok",
  warning: "text-warn",
  error: "text-err",
};

interface NotificationRowProps {
  readonly item: Notification;
  readonly onDismiss: () => void;
}

export function NotificationRow({ item, onDismiss }: NotificationRowProps): ReactElement {
  const Icon = ICONS[item.level];
  const { action } = item;
  return (
    <div className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2.5 gap-y-0.5 px-3 py-2.5">
      <Icon
        aria-hidden="true"
        className={classNames("mt-0.5 size-4", TONES[item.level])}
        strokeWidth={1.75}
      />
      <p className="text-sm text-fg">{item.title}</p>
      <IconButton icon={X} label={text.ui.dismiss} size="sm" onClick={onDismiss} />
      {item.body !== null && (
        <p className="col-start-2 text-xs whitespace-pre-line text-fg-2">{item.body}</p>
      )}
      <div className="col-start-2 flex items-center gap-2 text-xs text-fg-3">
        {formatAgo(item.at)}
        {action !== null && (
          <Button
            tone="quiet"
            size="sm"
            onClick={() => {
              action.run();
              onDismiss();
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
    </div>
  );
}
