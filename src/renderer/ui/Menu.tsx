import { DropdownMenu as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./classNames.ts";
import { MENU_ROW, MENU_SURFACE, type MenuItem } from "./menuItems.ts";
import { MenuRow } from "./MenuRow.tsx";

interface MenuProps {
  /** The button that opens it; one element that can hold a ref. */
  readonly trigger: ReactNode;
  readonly items: readonly MenuItem[];
  readonly align?: "start" | "center" | "end";
  readonly side?: "top" | "bottom" | "right";
}

export function Menu({
  trigger,
  items,
  align = "start",
  side = "bottom",
}: MenuProps): ReactElement {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={MENU_SURFACE}
          // React hands clicks in a portal on to what is around the trigger: a row it stands in.
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
  const row = {
    disabled: item.disabled ?? false,
    onSelect: item.run,
    className: classNames(MENU_ROW, item.danger === true && "text-err"),
  };
  if (item.checked !== undefined) {
    return (
      <Primitive.CheckboxItem {...row} checked={item.checked}>
        <MenuRow action={item} />
      </Primitive.CheckboxItem>
    );
  }
  return (
    <Primitive.Item {...row}>
      <MenuRow action={item} />
    </Primitive.Item>
  );
}
