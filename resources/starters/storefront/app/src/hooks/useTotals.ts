import { useMemo } from "react";
import { priceCart } from "@/lib/totals";
import { useCart } from "@/store/cart";
import { useCatalog } from "@/store/catalog";

/** The cart with today's prices. */
export function useTotals() {
  const lines = useCart((state) => state.lines);
  const products = useCatalog((state) => state.products);
  return useMemo(() => priceCart(lines, products), [lines, products]);
}
