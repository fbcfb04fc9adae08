import { ContextMenu as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./classNames.ts";
import { MENU_ROW, MENU_SURFACE, type MenuItem } from "./menuItems.ts";
import { MenuRow } from "./MenuRow.tsx";

interface ContextMenuProps {
  /** What it belongs to; one element that can hold a ref. */
  readonly children: ReactNode;
  readonly items: readonly MenuItem[];
  readonly onOpenChange?: (open: boolean) => void;
}

/** Opens on right click, long press and the context menu key. */
export function ContextMenu({ children, items, onOpenChange }: ContextMenuProps): ReactElement {
  return (
    <Primitive.Root modal={false} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          collisionPadding={8}
          className={MENU_SURFACE}
          // As in Menu: a click must not reach what is around the trigger.
          onClick={(event) => event.stopPropagation()}
        >
          {items.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Row({ item }: { readonly item: MenuItem }): ReactElement {
  if (item.kind === "separator") return <Primitive.Separator className="my-1 h-px bg-line" />;
  if (item.kind === "label") {
    return (
      <Primitive.Label className="px-2 pt-1.5 pb-1 text-xs text-fg-3">{item.label}</Primitive.Label>
    );
  }
  return (
    <Primitive.Item
      disabled={item.disabled ?? false}
      onSelect={item.run}
      className={classNames(MENU_ROW, item.danger === true && "text-err")}
    >
      <MenuRow action={item} />
    </Primitive.Item>
  );
}
