import type { ReactElement, ReactNode } from "react";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { classNames } from "../../ui/classNames.ts";

const LOOKS = {
  info: { icon: Info, bar: "bg-info-soft", tint: "text-info" },
  warning: { icon: TriangleAlert, bar: "bg-warn-soft", tint: "text-warn" },
  error: { icon: CircleAlert, bar: "bg-err-soft", tint: "text-err" },
};

interface NoticeBarProps {
  readonly level: keyof typeof LOOKS;
  readonly text: string;
  readonly children?: ReactNode;
}

/** A line above a file that says what is up with it and what can be done. */
export function NoticeBar({ level, text, children }: NoticeBarProps): ReactElement {
  const { icon: Icon, bar, tint } = LOOKS[level];
  return (
    <div
      role={level === "info" ? "status" : "alert"}
      className={classNames(
        "flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-1 text-xs text-fg",
        bar,
      )}
    >
      <Icon aria-hidden="true" className={classNames("size-3.5 shrink-0", tint)} />
      <span className="min-w-40 flex-1">{text}</span>
      {children !== undefined && (
        <span className="flex shrink-0 items-center gap-1.5">{children}</span>
      )}
    </div>
  );
}
