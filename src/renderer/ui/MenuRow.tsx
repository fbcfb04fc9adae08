import { Check } from "lucide-react";
import type { ReactElement } from "react";
import { Kbd } from "./Kbd.tsx";
import type { MenuAction } from "./menuItems.ts";

/** What stands in one row of a menu; the row itself is the menu's own item. */
export function MenuRow({ action }: { readonly action: MenuAction }): ReactElement {
  const Icon = action.checked === true ? Check : action.icon;
  return (
    <>
      {Icon === undefined ? (
        action.checked === false && <span className="size-4 shrink-0" />
      ) : (
        <Icon aria-hidden="true" className="size-4 shrink-0 opacity-80" strokeWidth={1.75} />
      )}
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">{action.label}</span>
        {action.hint !== undefined && (
          <span className="truncate text-xs text-fg-3">{action.hint}</span>
        )}
      </span>
      {typeof action.keys === "string" && <Kbd keys={action.keys} />}
    </>
  );
}
