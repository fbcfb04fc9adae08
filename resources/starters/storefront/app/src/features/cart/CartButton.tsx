import { ShoppingBag } from "lucide-react";
import { useTotals } from "@/hooks/useTotals";
import { useCart } from "@/store/cart";

export function CartButton() {
  const { count } = useTotals();
  const setOpen = useCart((state) => state.setOpen);

  return (
    <button
      type="button"
      onClick={() => setOpen(true)}
      className="flex h-10 items-center gap-2 rounded-full border border-line bg-card px-4 text-[0.9375rem] hover:border-ink-soft"
    >
      <ShoppingBag size={17} strokeWidth={1.7} aria-hidden />
      <span className="hidden sm:inline">Cart</span>
      <span className="sr-only sm:hidden">Cart</span>
      <span className="tabular-nums">({count})</span>
    </button>
  );
}
