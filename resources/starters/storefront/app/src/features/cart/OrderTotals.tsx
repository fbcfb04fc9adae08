import { Price } from "@/components/ui/Price";
import type { Totals } from "@/lib/totals";

export function OrderTotals({ totals }: { totals: Totals }) {
  return (
    <dl className="grid gap-1.5">
      <div className="flex justify-between text-ink-soft">
        <dt>Products</dt>
        <dd>
          <Price cents={totals.subtotal} />
        </dd>
      </div>
      <div className="flex justify-between text-ink-soft">
        <dt>Ice and packing</dt>
        <dd>{totals.packing > 0 ? <Price cents={totals.packing} /> : "Free"}</dd>
      </div>
      <div className="flex items-baseline justify-between pt-1">
        <dt className="font-serif text-xl">To pay at the counter</dt>
        <dd>
          <Price cents={totals.total} className="text-xl" />
        </dd>
      </div>
    </dl>
  );
}
