import { ButtonLink } from "@/components/ui/Button";
import { OrderTotals } from "@/features/cart/OrderTotals";
import { formatMoney } from "@/lib/money";
import { freePackingFrom, type Totals } from "@/lib/totals";

export function CartSummary({ totals }: { totals: Totals }) {
  const missing = freePackingFrom - totals.subtotal;

  return (
    <div className="border-t border-line bg-sand px-6 py-5">
      <OrderTotals totals={totals} />
      {missing > 0 && (
        <p className="mt-2 text-sm text-ink-soft">
          {formatMoney(missing)} more and the ice is on us.
        </p>
      )}
      <ButtonLink to="/checkout" className="mt-4 w-full">
        Choose a pickup time
      </ButtonLink>
    </div>
  );
}
