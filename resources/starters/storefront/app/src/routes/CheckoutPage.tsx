import { useState } from "react";
import { ButtonLink } from "@/components/ui/Button";
import { Container } from "@/components/ui/Container";
import { EmptyState } from "@/components/ui/EmptyState";
import { PageIntro } from "@/components/ui/PageIntro";
import { CheckoutSummary } from "@/features/checkout/CheckoutSummary";
import { CheckoutForm } from "@/features/checkout/CheckoutForm";
import { OrderConfirmation } from "@/features/checkout/OrderConfirmation";
import { useDocumentTitle } from "@/hooks/useDocumentTitle";
import { useTotals } from "@/hooks/useTotals";
import { useCart } from "@/store/cart";
import type { Order } from "@/types";

export default function CheckoutPage() {
  useDocumentTitle("Checkout");
  const totals = useTotals();
  const clear = useCart((state) => state.clear);
  const [order, setOrder] = useState<Order | null>(null);

  function finish(placed: Order) {
    setOrder(placed);
    clear();
    window.scrollTo(0, 0);
  }

  if (order) {
    return (
      <Container>
        <OrderConfirmation order={order} />
      </Container>
    );
  }

  return (
    <Container>
      <PageIntro
        kicker="Checkout"
        title="When will you come by?"
        text="No card needed. You pay at the counter, when you have seen the fish."
      />
      {totals.lines.length > 0 ? (
        <div className="grid gap-12 lg:grid-cols-[1.4fr_1fr]">
          <CheckoutForm totals={totals} onOrdered={finish} />
          <CheckoutSummary totals={totals} />
        </div>
      ) : (
        <EmptyState
          title="Your box is empty"
          text="Put something in it first. The mackerel is very good today."
          action={<ButtonLink to="/shop">Go to the shop</ButtonLink>}
        />
      )}
    </Container>
  );
}
