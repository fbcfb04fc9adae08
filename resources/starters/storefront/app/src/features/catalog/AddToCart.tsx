import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { QuantityStepper } from "@/components/ui/QuantityStepper";
import { formatMoney } from "@/lib/money";
import { useCart, useQuantity } from "@/store/cart";
import type { Product } from "@/types";

export function AddToCart({ product }: { product: Product }) {
  const [quantity, setQuantity] = useState(1);
  const inCart = useQuantity(product.slug);
  const add = useCart((state) => state.add);
  const setOpen = useCart((state) => state.setOpen);
  const room = product.stock - inCart;

  if (product.stock === 0) {
    return <p className="rounded-xl bg-sand px-5 py-4">Sold out today, back tomorrow morning.</p>;
  }
  if (room <= 0) {
    return <p className="rounded-xl bg-sand px-5 py-4">All {product.stock} are in your cart.</p>;
  }

  const wanted = Math.min(quantity, room);

  function addToCart() {
    add(product.slug, product.stock, wanted);
    setQuantity(1);
    setOpen(true);
  }

  return (
    <div className="flex flex-wrap gap-3">
      <QuantityStepper
        label="Quantity"
        size="large"
        min={1}
        max={room}
        value={wanted}
        onChange={setQuantity}
      />
      <Button onClick={addToCart} className="min-w-56 flex-1 sm:flex-none">
        Add for {formatMoney(product.price * wanted)}
      </Button>
    </div>
  );
}
