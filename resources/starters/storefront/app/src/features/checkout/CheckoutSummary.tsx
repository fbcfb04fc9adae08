import { Price } from "@/components/ui/Price";
import { OrderTotals } from "@/features/cart/OrderTotals";
import type { Totals } from "@/lib/totals";

export function CheckoutSummary({ totals }: { totals: Totals }) {
  return (
    <aside className="self-start rounded-2xl bg-sand p-6 sm:p-8 lg:sticky lg:top-24">
      <h2 className="text-2xl">Your box</h2>
      <ul className="my-4 divide-y divide-line border-b border-line">
        {totals.lines.map(({ slug, quantity, product, amount }) => (
          <li key={slug} className="flex justify-between gap-4 py-3">
            <span>
              {product.name}
              {quantity > 1 && <span className="text-ink-soft"> × {quantity}</span>}
            </span>
            <Price cents={amount} />
          </li>
        ))}
      </ul>
      <OrderTotals totals={totals} />
    </aside>
  );
}
