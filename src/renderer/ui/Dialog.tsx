import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type ReactElement, type ReactNode, useRef } from "react";
import { text } from "../messages/text.ts";
import { classNames } from "./classNames.ts";
import { IconButton } from "./IconButton.tsx";

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** Read out with the title; says what the dialog is for. */
  readonly description?: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly size?: "sm" | "md" | "lg";
  /** Hides the title bar; the title is still read out. */
  readonly bare?: boolean;
}

const SIZES = { sm: "w-110", md: "w-150", lg: "w-190" };

/** Marks where the keyboard goes when its dialog opens; else it is the first control. */
export const INITIAL_FOCUS = { "data-initial-focus": "" };

/** A modal dialog. Escape and a click beside it close it; focus returns to where it was. */
export function Dialog(props: DialogProps): ReactElement {
  const { open, onClose, title, description, children, footer, size = "sm", bare = false } = props;
  const cameFrom = useRef<Element | null>(null);
  return (
    <Primitive.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-in bg-scrim" />
        <Primitive.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          onOpenAutoFocus={(event) => {
            cameFrom.current = document.activeElement;
            if (focusFirst(event.currentTarget)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            // Radix gives the focus back to its own trigger only, and this dialog has none.
            event.preventDefault();
            if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
          }}
          className={classNames(
            "fixed top-[12vh] left-1/2 z-40 flex max-h-[76vh] max-w-[calc(100vw-24px)] -translate-x-1/2",
            "flex-col overflow-hidden rounded-lg border border-line-strong bg-panel shadow-pop outline-none",
            SIZES[size],
          )}
        >
          {bare ? (
            <Primitive.Title className="sr-only">{title}</Primitive.Title>
          ) : (
            <header className="flex shrink-0 items-start gap-3 px-4 pt-3.5 pb-1">
              <Primitive.Title className="flex-1 text-md font-semibold text-fg">
                {title}
              </Primitive.Title>
              <IconButton icon={X} label={text.ui.close} size="sm" onClick={onClose} />
            </header>
          )}
          {description !== undefined && (
            <Primitive.Description className={bare ? "sr-only" : "px-4 pb-1 text-sm text-fg-2"}>
              {description}
            </Primitive.Description>
          )}
          {children}
          {footer !== undefined && (
            <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line px-4 py-3">
              {footer}
            </footer>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function focusFirst(dialog: EventTarget | null): boolean {
  const first = dialog instanceof HTMLElement ? dialog.querySelector("[data-initial-focus]") : null;
  if (!(first instanceof HTMLElement)) return false;
  first.focus();
  // What stands in the field is there to go on from, not to be typed over.
  if (first instanceof HTMLInputElement) first.setSelectionRange(-1, -1);
  return true;
}
