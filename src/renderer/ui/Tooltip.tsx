import { Tooltip as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./Kbd.tsx";

interface TooltipProps {
  readonly label: string;
  readonly keys?: string | null;
  readonly side?: "top" | "right" | "bottom" | "left";
  /** One element that can hold a ref. */
  readonly children: ReactNode;
}

export function Tooltip({ label, keys, side = "bottom", children }: TooltipProps): ReactElement {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-80 animate-in items-center gap-2 rounded-md border border-line-strong bg-raised px-2 py-1 text-xs text-fg shadow-pop"
        >
          {label}
          {typeof keys === "string" && <Kbd keys={keys} />}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export const TooltipProvider = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <Primitive.Provider delayDuration={450} skipDelayDuration={200} disableHoverableContent>
    {children}
  </Primitive.Provider>
);
