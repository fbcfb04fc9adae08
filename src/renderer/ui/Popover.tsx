import { Popover as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./classNames.ts";

interface PopoverProps {
  /** The button that opens it; one element that can hold a ref. */
  readonly trigger: ReactNode;
  readonly title: string;
  /** Its width, as a class. */
  readonly className: string;
  readonly children: ReactNode;
}

/** Facts and a few actions beside the button that opens it; not for choosing one of several. */
export function Popover({ trigger, title, className, children }: PopoverProps): ReactElement {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          sideOffset={6}
          collisionPadding={8}
          aria-label={title}
          className={classNames(
            "z-50 flex max-w-[calc(100vw-16px)] animate-in flex-col gap-3 rounded-lg border border-line-strong bg-raised p-3 text-xs shadow-pop",
            className,
          )}
        >
          <h2 className="font-semibold text-fg">{title}</h2>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
