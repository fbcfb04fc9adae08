import { Check } from "lucide-react";
import { ButtonLink } from "@/components/ui/Button";
import { formatDay } from "@/lib/hours";
import { formatMoney } from "@/lib/money";
import type { Order } from "@/types";

export function OrderConfirmation({ order }: { order: Order }) {
  return (
    <section className="mx-auto max-w-xl py-20 text-center" aria-live="polite">
      <span className="mx-auto grid size-14 place-items-center rounded-full bg-leaf text-paper">
        <Check size={26} aria-hidden />
      </span>
      <h1 className="mt-6 text-4xl sm:text-5xl">See you on the quay, {order.name.trim()}.</h1>
      <p className="mt-4 text-lg/relaxed text-ink-soft">
        Your box <strong className="font-semibold text-ink">{order.id}</strong> is ready on{" "}
        {formatDay(order.day)} from {order.slot}. You pay {formatMoney(order.total)} at the counter.
      </p>
      {!order.received && (
        <p className="mt-6 rounded-xl bg-crust-soft px-5 py-4 text-crust">
          This is a preview without a server, so the order stays in this browser.
        </p>
      )}
      <ButtonLink to="/recipes" look="quiet" className="mt-8">
        Find something to cook
      </ButtonLink>
    </section>
  );
}
