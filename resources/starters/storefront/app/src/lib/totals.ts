import type { CartLine, Product } from "../types";

/** Boxes of this value and more come with a bag of ice and no packing fee. */
export const freePackingFrom = 3000;
export const packingFee = 150;

export interface PricedLine extends CartLine {
  product: Product;
  amount: number;
}

export interface Totals {
  lines: PricedLine[];
  count: number;
  subtotal: number;
  packing: number;
  total: number;
}

/** Prices a cart. Lines whose product is gone are left out. */
export function priceCart(cart: CartLine[], products: Product[]): Totals {
  const lines = cart.flatMap((line): PricedLine[] => {
    const product = products.find(({ slug }) => slug === line.slug);
    return product ? [{ ...line, product, amount: product.price * line.quantity }] : [];
  });
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const packing = subtotal > 0 && subtotal < freePackingFrom ? packingFee : 0;
  return {
    lines,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal,
    packing,
    total: subtotal + packing,
  };
}
