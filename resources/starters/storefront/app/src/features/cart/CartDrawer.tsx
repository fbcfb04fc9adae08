import { X } from "lucide-react";
import { useEffect, useRef, type MouseEvent } from "react";
import { useLocation } from "react-router";
import { EmptyState } from "@/components/ui/EmptyState";
import { CartLineRow } from "@/features/cart/CartLineRow";
import { CartSummary } from "@/features/cart/CartSummary";
import { useTotals } from "@/hooks/useTotals";
import { useCart } from "@/store/cart";

/** A native dialog: the browser keeps the focus inside and closes it with Escape. */
export function CartDrawer() {
  const ref = useRef<HTMLDialogElement>(null);
  const { pathname } = useLocation();
  const isOpen = useCart((state) => state.isOpen);
  const setOpen = useCart((state) => state.setOpen);
  const totals = useTotals();

  useEffect(() => {
    const dialog = ref.current;
    if (isOpen && !dialog?.open) dialog?.showModal();
    if (!isOpen) dialog?.close();
  }, [isOpen]);

  useEffect(() => setOpen(false), [pathname, setOpen]);

  function closeOnBackdrop(event: MouseEvent) {
    if (event.target === ref.current) setOpen(false);
  }

  return (
    <dialog
      ref={ref}
      aria-labelledby="cart-title"
      onClose={() => setOpen(false)}
      onClick={closeOnBackdrop}
      className="m-0 ml-auto h-dvh max-h-none w-full max-w-md translate-x-0 bg-paper text-ink shadow-2xl transition duration-300 starting:open:translate-x-10 starting:open:opacity-0"
    >
      <div className="flex h-full flex-col">
        <header className="flex items-center justify-between border-b border-line py-3 pr-3 pl-6">
          <h2 id="cart-title" className="text-2xl">
            Your box
          </h2>
          <button
            type="button"
            aria-label="Close the cart"
            onClick={() => setOpen(false)}
            className="grid size-11 place-items-center rounded-full hover:bg-sand"
          >
            <X size={19} />
          </button>
        </header>
        {totals.lines.length > 0 ? (
          <>
            <ul className="flex-1 divide-y divide-line overflow-y-auto px-6">
              {totals.lines.map((line) => (
                <CartLineRow key={line.slug} line={line} />
              ))}
            </ul>
            <CartSummary totals={totals} />
          </>
        ) : (
          <div className="p-6">
            <EmptyState title="Nothing in it yet" text="The boats are in and the oven is warm." />
          </div>
        )}
      </div>
    </dialog>
  );
}
